/** The states by which the list of requests may be narrowed; part of its address. */
import { z } from 'zod';

export const requestStates = z.enum(['open', 'answered', 'withdrawn']);
