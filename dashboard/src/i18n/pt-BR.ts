/** All Portuguese texts; the shape the other languages must have. Add a feature's file here and in en.ts and es.ts. */
import access from './pt-BR/access.json' with { type: 'json' };
import alerts from './pt-BR/alerts.json' with { type: 'json' };
import conversation from './pt-BR/conversation.json' with { type: 'json' };
import imports from './pt-BR/imports.json' with { type: 'json' };
import problems from './pt-BR/problems.json' with { type: 'json' };
import search from './pt-BR/search.json' with { type: 'json' };
import setup from './pt-BR/setup.json' with { type: 'json' };
import shell from './pt-BR/shell.json' with { type: 'json' };
import ui from './pt-BR/ui.json' with { type: 'json' };
import users from './pt-BR/users.json' with { type: 'json' };

export const ptBR = { access, alerts, conversation, imports, problems, search, setup, shell, ui, users };
export type Texts = typeof ptBR;
