/** All English texts. */

import access from './en/access.json' with { type: 'json' };
import acknowledge from './en/acknowledge.json' with { type: 'json' };
import alerts from './en/alerts.json' with { type: 'json' };
import audit from './en/audit.json' with { type: 'json' };
import capture from './en/capture.json' with { type: 'json' };
import company from './en/company.json' with { type: 'json' };
import conversation from './en/conversation.json' with { type: 'json' };
import erasures from './en/erasures.json' with { type: 'json' };
import holds from './en/holds.json' with { type: 'json' };
import imports from './en/imports.json' with { type: 'json' };
import lab from './en/lab.json' with { type: 'json' };
import link from './en/link.json' with { type: 'json' };
import monitoring from './en/monitoring.json' with { type: 'json' };
import notices from './en/notices.json' with { type: 'json' };
import numbers from './en/numbers.json' with { type: 'json' };
import people from './en/people.json' with { type: 'json' };
import problems from './en/problems.json' with { type: 'json' };
import requests from './en/requests.json' with { type: 'json' };
import retention from './en/retention.json' with { type: 'json' };
import rights from './en/rights.json' with { type: 'json' };
import roster from './en/roster.json' with { type: 'json' };
import rules from './en/rules.json' with { type: 'json' };
import search from './en/search.json' with { type: 'json' };
import settings from './en/settings.json' with { type: 'json' };
import setup from './en/setup.json' with { type: 'json' };
import shell from './en/shell.json' with { type: 'json' };
import terms from './en/terms.json' with { type: 'json' };
import ui from './en/ui.json' with { type: 'json' };
import users from './en/users.json' with { type: 'json' };
import type { Texts } from './pt-BR.ts';

export const en: Texts = {
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
