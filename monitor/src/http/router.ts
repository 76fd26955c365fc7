/** The whole contract, implemented: one module of routes for each of its keys. */

import { os } from './implement-contract.ts';
import { acknowledgementsRoutes } from './routes/acknowledgements.ts';
import { alertBudgetRoutes } from './routes/alert-budget.ts';
import { alertsRoutes } from './routes/alerts.ts';
import { auditRoutes } from './routes/audit.ts';
import { companyRoutes } from './routes/company.ts';
import { companyRulesRoutes } from './routes/company-rules.ts';
import { conversationsRoutes } from './routes/conversations.ts';
import { erasuresRoutes } from './routes/erasures.ts';
import { exportsRoutes } from './routes/exports.ts';
import { holdsRoutes } from './routes/holds.ts';
import { importsRoutes } from './routes/imports.ts';
import { invitationsRoutes } from './routes/invitations.ts';
import { noticesRoutes } from './routes/notices.ts';
import { numbersRoutes } from './routes/numbers.ts';
import { personsRoutes } from './routes/persons.ts';
import { replaysRoutes } from './routes/replays.ts';
import { requestsRoutes } from './routes/requests.ts';
import { retentionRoutes } from './routes/retention.ts';
import { rightsRoutes } from './routes/rights.ts';
import { rosterRoutes } from './routes/roster.ts';
import { rulesRoutes } from './routes/rules.ts';
import { searchRoutes } from './routes/search.ts';
import { sessionRoutes } from './routes/session.ts';
import { setupRoutes } from './routes/setup.ts';
import { sharesRoutes } from './routes/shares.ts';
import { systemAlertsRoutes } from './routes/system-alerts.ts';
import { termsRoutes } from './routes/terms.ts';
import { usersRoutes } from './routes/users.ts';

type DepsOf<Routes extends (deps: never) => unknown> = Parameters<Routes>[0];

export type RouterDeps = DepsOf<typeof companyRoutes> &
  DepsOf<typeof erasuresRoutes> &
  DepsOf<typeof exportsRoutes> &
  DepsOf<typeof holdsRoutes> &
  DepsOf<typeof requestsRoutes> &
  DepsOf<typeof retentionRoutes> &
  DepsOf<typeof rightsRoutes> &
  DepsOf<typeof sharesRoutes> &
  DepsOf<typeof acknowledgementsRoutes> &
  DepsOf<typeof noticesRoutes> &
  DepsOf<typeof replaysRoutes> &
  DepsOf<typeof rosterRoutes> &
  DepsOf<typeof systemAlertsRoutes> &
  DepsOf<typeof alertBudgetRoutes> &
  DepsOf<typeof alertsRoutes> &
  DepsOf<typeof auditRoutes> &
  DepsOf<typeof companyRulesRoutes> &
  DepsOf<typeof conversationsRoutes> &
  DepsOf<typeof importsRoutes> &
  DepsOf<typeof invitationsRoutes> &
  DepsOf<typeof numbersRoutes> &
  DepsOf<typeof personsRoutes> &
  DepsOf<typeof rulesRoutes> &
  DepsOf<typeof searchRoutes> &
  DepsOf<typeof sessionRoutes> &
  DepsOf<typeof setupRoutes> &
  DepsOf<typeof termsRoutes> &
  DepsOf<typeof usersRoutes>;

export function apiRouter(deps: RouterDeps) {
  return os.router({
    acknowledgements: acknowledgementsRoutes(deps),
    alertBudget: alertBudgetRoutes(deps),
    alerts: alertsRoutes(deps),
    audit: auditRoutes(deps),
    companyRules: companyRulesRoutes(deps),
    conversations: conversationsRoutes(deps),
    imports: importsRoutes(deps),
    invitations: invitationsRoutes(deps),
    notices: noticesRoutes(deps),
    numbers: numbersRoutes(deps),
    persons: personsRoutes(deps),
    replays: replaysRoutes(deps),
    roster: rosterRoutes(deps),
    company: companyRoutes(deps),
    erasures: erasuresRoutes(deps),
    exports: exportsRoutes(deps),
    holds: holdsRoutes(deps),
    requests: requestsRoutes(deps),
    retention: retentionRoutes(deps),
    rights: rightsRoutes(deps),
    shares: sharesRoutes(deps),
    rules: rulesRoutes(deps),
    search: searchRoutes(deps),
    session: sessionRoutes(deps),
    setup: setupRoutes(deps),
    systemAlerts: systemAlertsRoutes(deps),
    terms: termsRoutes(deps),
    users: usersRoutes(deps),
  });
}
