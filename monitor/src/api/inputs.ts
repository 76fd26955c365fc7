/** What many parts of the interface take or answer alike: a page of a list, nothing. */
import { z } from 'zod';

export const nothing = z.object({});
/** Where the page before ended, as it was answered; absent for the first page. */
export const cursor = z.string().max(500).optional();
/** Rows of a page, 1 to 200. */
export const limit = z.coerce.number().int().min(1).max(200).default(50);
