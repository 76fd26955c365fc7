/** Every address of the program. A page inside the shell needs a session; each is loaded when first visited. */
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { z } from 'zod';
import { queueFilter } from '../alerts/queue-filter.ts';
import { requestStates } from '../requests/request-states.ts';
import { NotFound } from './NotFound.tsx';
import { homeOf } from './navigation.ts';
import { Shell } from './Shell.tsx';
import { requireMe } from './session.ts';

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ notFoundComponent: NotFound });

/** Outside the shell: no session needed. */
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: z.object({
    next: z
      .string()
      .regex(/^\/(?!\/)/)
      .optional()
      .catch(undefined),
  }),
  component: lazyRouteComponent(() => import('../access/SignInPage.tsx'), 'SignInPage'),
});
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('../access/SetupPage.tsx'), 'SetupPage'),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('../access/InvitationPage.tsx'), 'InvitationPage'),
});

const acknowledge = createRoute({
  getParentRoute: () => root,
  path: '/acknowledge',
  component: lazyRouteComponent(() => import('../acknowledge/AcknowledgePage.tsx'), 'AcknowledgePage'),
});

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: ({ context, location }) => requireMe(context.queryClient, location.href),
  component: Shell,
});
const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({ to: homeOf(context.me) });
  },
});
const alerts = createRoute({
  getParentRoute: () => shell,
  path: '/alerts',
  validateSearch: queueFilter,
  component: lazyRouteComponent(() => import('../alerts/AlertsPage.tsx'), 'AlertsPage'),
});
const alert = createRoute({ getParentRoute: () => alerts, path: '$alert' });
const search = createRoute({
  getParentRoute: () => shell,
  path: '/search',
  component: lazyRouteComponent(() => import('../search/SearchPage.tsx'), 'SearchPage'),
});
const conversations = createRoute({
  getParentRoute: () => shell,
  path: '/conversations',
  component: lazyRouteComponent(() => import('../conversation/ConversationsPage.tsx'), 'ConversationsPage'),
});
const conversation = createRoute({
  getParentRoute: () => shell,
  path: '/conversations/$conversation',
  validateSearch: z.object({ message: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../conversation/ConversationPage.tsx'), 'ConversationPage'),
});
const imports = createRoute({
  getParentRoute: () => shell,
  path: '/imports',
  component: lazyRouteComponent(() => import('../imports/ImportsPage.tsx'), 'ImportsPage'),
});
const people = createRoute({
  getParentRoute: () => shell,
  path: '/people',
  component: lazyRouteComponent(() => import('../people/PeoplePage.tsx'), 'PeoplePage'),
});
const person = createRoute({
  getParentRoute: () => shell,
  path: '/people/$person',
  component: lazyRouteComponent(() => import('../people/PersonPage.tsx'), 'PersonPage'),
});
const numbers = createRoute({
  getParentRoute: () => shell,
  path: '/numbers',
  component: lazyRouteComponent(() => import('../numbers/NumbersPage.tsx'), 'NumbersPage'),
});
const number = createRoute({
  getParentRoute: () => shell,
  path: '/numbers/$number',
  component: lazyRouteComponent(() => import('../numbers/NumberPage.tsx'), 'NumberPage'),
});
const numberLink = createRoute({
  getParentRoute: () => shell,
  path: '/numbers/$number/link',
  component: lazyRouteComponent(() => import('../numbers/LinkPage.tsx'), 'LinkPage'),
});
const numberCapture = createRoute({
  getParentRoute: () => shell,
  path: '/numbers/$number/capture',
  component: lazyRouteComponent(() => import('../numbers/CapturePage.tsx'), 'CapturePage'),
});
const numberNotices = createRoute({
  getParentRoute: () => shell,
  path: '/numbers/$number/notices',
  component: lazyRouteComponent(() => import('../notices/NoticesPage.tsx'), 'NoticesPage'),
});
const numberRoster = createRoute({
  getParentRoute: () => shell,
  path: '/numbers/$number/roster',
  component: lazyRouteComponent(() => import('../roster/RosterPage.tsx'), 'RosterPage'),
});
const rules = createRoute({
  getParentRoute: () => shell,
  path: '/rules',
  component: lazyRouteComponent(() => import('../rules/RulesPage.tsx'), 'RulesPage'),
});
const rule = createRoute({
  getParentRoute: () => shell,
  path: '/rules/$pack/$rule',
  component: lazyRouteComponent(() => import('../rules/RulePage.tsx'), 'RulePage'),
});
const writeRule = createRoute({
  getParentRoute: () => shell,
  path: '/lab/write',
  validateSearch: z.object({
    rule: z.string().optional().catch(undefined),
    replay: z.string().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('../lab/WritePage.tsx'), 'WritePage'),
});
const replays = createRoute({
  getParentRoute: () => shell,
  path: '/lab/replays',
  component: lazyRouteComponent(() => import('../lab/ReplaysPage.tsx'), 'ReplaysPage'),
});
const replay = createRoute({
  getParentRoute: () => shell,
  path: '/lab/replays/$replay',
  component: lazyRouteComponent(() => import('../lab/ReplayPage.tsx'), 'ReplayPage'),
});
const versions = createRoute({
  getParentRoute: () => shell,
  path: '/lab/versions',
  validateSearch: z.object({
    version: z.string().optional().catch(undefined),
    against: z.string().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('../lab/VersionsPage.tsx'), 'VersionsPage'),
});
const budget = createRoute({
  getParentRoute: () => shell,
  path: '/lab/budget',
  component: lazyRouteComponent(() => import('../lab/BudgetPage.tsx'), 'BudgetPage'),
});
const terms = createRoute({
  getParentRoute: () => shell,
  path: '/terms',
  component: lazyRouteComponent(() => import('../terms/TermsPage.tsx'), 'TermsPage'),
});
const audit = createRoute({
  getParentRoute: () => shell,
  path: '/audit',
  component: lazyRouteComponent(() => import('../audit/AuditPage.tsx'), 'AuditPage'),
});
const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  component: lazyRouteComponent(() => import('../settings/SettingsPage.tsx'), 'SettingsPage'),
});
const users = createRoute({
  getParentRoute: () => shell,
  path: '/users',
  validateSearch: z.object({ first: z.boolean().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../users/UsersPage.tsx'), 'UsersPage'),
});

const requests = createRoute({
  getParentRoute: () => shell,
  path: '/requests',
  validateSearch: z.object({ state: requestStates.optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../requests/RequestsPage.tsx'), 'RequestsPage'),
});
const request = createRoute({
  getParentRoute: () => shell,
  path: '/requests/$request',
  component: lazyRouteComponent(() => import('../requests/RequestPage.tsx'), 'RequestPage'),
});
const erasures = createRoute({
  getParentRoute: () => shell,
  path: '/erasures',
  component: lazyRouteComponent(() => import('../erasures/ErasuresPage.tsx'), 'ErasuresPage'),
});
const erasure = createRoute({
  getParentRoute: () => shell,
  path: '/erasures/$erasure',
  component: lazyRouteComponent(() => import('../erasures/ErasurePage.tsx'), 'ErasurePage'),
});
const holds = createRoute({
  getParentRoute: () => shell,
  path: '/holds',
  validateSearch: z.object({ state: z.enum(['active', 'lifted']).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../holds/HoldsPage.tsx'), 'HoldsPage'),
});
const retention = createRoute({
  getParentRoute: () => shell,
  path: '/retention',
  component: lazyRouteComponent(() => import('../retention/RetentionPage.tsx'), 'RetentionPage'),
});
const company = createRoute({
  getParentRoute: () => shell,
  path: '/company',
  component: lazyRouteComponent(() => import('../company/CompanyPage.tsx'), 'CompanyPage'),
});

export const routeTree = root.addChildren([
  signIn,
  setup,
  invitation,
  acknowledge,
  shell.addChildren([
    home,
    alerts.addChildren([alert]),
    search,
    conversations,
    conversation,
    imports,
    settings,
    audit,
    terms,
    rules,
    rule,
    writeRule,
    replays,
    replay,
    versions,
    budget,
    numbers,
    number,
    numberLink,
    numberCapture,
    numberNotices,
    numberRoster,
    people,
    person,
    requests,
    request,
    erasures,
    erasure,
    holds,
    retention,
    company,
    users,
  ]),
]);
