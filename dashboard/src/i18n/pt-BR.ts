/** All Portuguese texts; the shape the other languages must have. Add a feature's file here and in en.ts and es.ts. */

import access from './pt-BR/access.json' with { type: 'json' };
import acknowledge from './pt-BR/acknowledge.json' with { type: 'json' };
import alerts from './pt-BR/alerts.json' with { type: 'json' };
import audit from './pt-BR/audit.json' with { type: 'json' };
import capture from './pt-BR/capture.json' with { type: 'json' };
import company from './pt-BR/company.json' with { type: 'json' };
import conversation from './pt-BR/conversation.json' with { type: 'json' };
import erasures from './pt-BR/erasures.json' with { type: 'json' };
import holds from './pt-BR/holds.json' with { type: 'json' };
import imports from './pt-BR/imports.json' with { type: 'json' };
import lab from './pt-BR/lab.json' with { type: 'json' };
import link from './pt-BR/link.json' with { type: 'json' };
import monitoring from './pt-BR/monitoring.json' with { type: 'json' };
import notices from './pt-BR/notices.json' with { type: 'json' };
import numbers from './pt-BR/numbers.json' with { type: 'json' };
import people from './pt-BR/people.json' with { type: 'json' };
import problems from './pt-BR/problems.json' with { type: 'json' };
import requests from './pt-BR/requests.json' with { type: 'json' };
import retention from './pt-BR/retention.json' with { type: 'json' };
import rights from './pt-BR/rights.json' with { type: 'json' };
import roster from './pt-BR/roster.json' with { type: 'json' };
import rules from './pt-BR/rules.json' with { type: 'json' };
import search from './pt-BR/search.json' with { type: 'json' };
import settings from './pt-BR/settings.json' with { type: 'json' };
import setup from './pt-BR/setup.json' with { type: 'json' };
import shell from './pt-BR/shell.json' with { type: 'json' };
import terms from './pt-BR/terms.json' with { type: 'json' };
import ui from './pt-BR/ui.json' with { type: 'json' };
import users from './pt-BR/users.json' with { type: 'json' };

export const ptBR = {
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
export type Texts = typeof ptBR;
