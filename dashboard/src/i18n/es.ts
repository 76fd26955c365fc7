/** All Spanish texts. */

import access from './es/access.json' with { type: 'json' };
import acknowledge from './es/acknowledge.json' with { type: 'json' };
import alerts from './es/alerts.json' with { type: 'json' };
import audit from './es/audit.json' with { type: 'json' };
import capture from './es/capture.json' with { type: 'json' };
import company from './es/company.json' with { type: 'json' };
import conversation from './es/conversation.json' with { type: 'json' };
import erasures from './es/erasures.json' with { type: 'json' };
import holds from './es/holds.json' with { type: 'json' };
import imports from './es/imports.json' with { type: 'json' };
import lab from './es/lab.json' with { type: 'json' };
import link from './es/link.json' with { type: 'json' };
import monitoring from './es/monitoring.json' with { type: 'json' };
import notices from './es/notices.json' with { type: 'json' };
import numbers from './es/numbers.json' with { type: 'json' };
import people from './es/people.json' with { type: 'json' };
import problems from './es/problems.json' with { type: 'json' };
import requests from './es/requests.json' with { type: 'json' };
import retention from './es/retention.json' with { type: 'json' };
import rights from './es/rights.json' with { type: 'json' };
import roster from './es/roster.json' with { type: 'json' };
import rules from './es/rules.json' with { type: 'json' };
import search from './es/search.json' with { type: 'json' };
import settings from './es/settings.json' with { type: 'json' };
import setup from './es/setup.json' with { type: 'json' };
import shell from './es/shell.json' with { type: 'json' };
import terms from './es/terms.json' with { type: 'json' };
import ui from './es/ui.json' with { type: 'json' };
import users from './es/users.json' with { type: 'json' };
import type { Texts } from './pt-BR.ts';

export const es: Texts = {
  access,
  acknowledge,
  alerts,
  audit,
  capture,
  company,
  conversation,
  erasures,
  holds,
  imports,
  lab,
  link,
  monitoring,
  notices,
  numbers,
  people,
  problems,
  requests,
  retention,
  rights,
  roster,
  rules,
  search,
  settings,
  setup,
  shell,
  terms,
  ui,
  users,
};
