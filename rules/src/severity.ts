/** How grave a hit is, compared. */
import { type Severity, severities } from './rule.ts';

/** Is `a` as grave as `b` or graver? */
export function severityAtLeast(a: Severity, b: Severity): boolean {
  return severities.indexOf(a) >= severities.indexOf(b);
}

/** The gravest of several; undefined of none. */
export function worst(several: Iterable<Severity>): Severity | undefined {
  let gravest: Severity | undefined;
  for (const severity of several) {
    if (gravest === undefined || severityAtLeast(severity, gravest)) gravest = severity;
  }
  return gravest;
}
