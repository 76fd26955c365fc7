/** The part of the interface that is about people's rights: requests, exports, links, corrections, holds, erasures, retention. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { cursor, limit, nothing } from './inputs.ts';
import { inForceView } from './person-views.ts';
import {
  answerKind,
  closureView,
  correctionView,
  erasurePreview,
  erasureView,
  exportView,
  holdView,
  personRights,
  requestDetail,
  requestKind,
  requestLimb,
  requestRow,
  retentionPreset,
  retentionPreview,
  retentionView,
  rightsPolicyInForce,
  rightsPolicyView,
  scopeView,
  shareView,
} from './rights-views.ts';
import { idView, languageView } from './views.ts';

/** Why a human did it, in their words; sealed. */
const reason = z.string().trim().min(3).max(1000);
const words = z.string().trim().min(1).max(4000);

export const rightsContract = {
  /** Everything held about one person on one page: recorded before it is answered. */
  ofPerson: oc
    .route({ method: 'POST', path: '/persons/{id}/rights-readings' })
    .input(z.object({ id: idView }))
    .output(personRights),
  policy: oc.route({ method: 'GET', path: '/rights-policy' }).output(rightsPolicyInForce),
  setPolicy: oc.route({ method: 'PUT', path: '/rights-policy' }).input(rightsPolicyView).output(rightsPolicyInForce),
  /** Capture off, what is kept stays sealed and is read by nobody but the dpo; undone the same way. */
  restrict: oc
    .route({ method: 'PUT', path: '/persons/{id}/restriction' })
    .input(z.object({ id: idView, restricted: z.boolean(), reason }))
    .output(inForceView),
  /** An objection given elsewhere: has the effect that the number's legal basis gives it. */
  object: oc
    .route({ method: 'PUT', path: '/persons/{id}/objection' })
    .input(z.object({ id: idView, reason }))
    .output(inForceView),
  correct: oc
    .route({ method: 'POST', path: '/persons/{id}/corrections' })
    .input(
      z.object({ id: idView, field: z.enum(['name', 'message', 'other']), message: idView.nullable(), text: words }),
    )
    .output(correctionView),
  decideCorrection: oc
    .route({ method: 'PUT', path: '/corrections/{id}' })
    .input(z.object({ id: idView, accepted: z.boolean() }))
    .output(correctionView),
  /** Statistics stay, the person goes: keys destroyed, messages become counts. Not undone. */
  anonymise: oc
    .route({ method: 'POST', path: '/persons/{id}/anonymisations' })
    .input(z.object({ id: idView, reason, token: z.string().max(200) }))
    .output(erasureView),
};

export const requestsContract = {
  list: oc
    .route({ method: 'GET', path: '/requests' })
    .input(z.object({ state: z.enum(['open', 'answered', 'withdrawn']).default('open'), cursor, limit }))
    .output(z.object({ requests: z.array(requestRow), next: z.string().nullable() })),
  /** Opens a request with the person's words: recorded before it is answered. */
  read: oc
    .route({ method: 'POST', path: '/requests/{id}/readings' })
    .input(z.object({ id: idView }))
    .output(requestDetail),
  /** One that came by letter, e-mail or telephone. */
  enter: oc
    .route({ method: 'POST', path: '/persons/{id}/requests' })
    .input(
      z.object({
        id: idView,
        kind: requestKind,
        receivedAt: z.int(),
        words: z.string().trim().max(4000),
        proof: z.string().trim().max(1000).nullable(),
      }),
    )
    .output(requestRow),
  /** A second proof that it is this person: what it was, sealed. */
  prove: oc
    .route({ method: 'PUT', path: '/requests/{id}/proof' })
    .input(z.object({ id: idView, proof: reason }))
    .output(requestRow),
  assign: oc
    .route({ method: 'PUT', path: '/requests/{id}/assignee' })
    .input(z.object({ id: idView, user: idView.nullable() }))
    .output(requestRow),
  /** GDPR art. 12 (3): two further months, with the reason told to the person. */
  extend: oc
    .route({ method: 'PUT', path: '/requests/{id}/extension' })
    .input(z.object({ id: idView, reason }))
    .output(requestRow),
  /**
   * Answers it. Accepting applies it (a correction stands beside the original; restriction and objection are in force);
   * an erasure or an anonymisation needs `erasures.begin` with this request's id instead.
   */
  answer: oc
    .route({ method: 'POST', path: '/requests/{id}/answers' })
    .input(z.object({ id: idView, answer: answerKind, limb: requestLimb.nullable(), text: words }))
    .output(requestRow),
};

export const exportsContract = {
  begin: oc
    .route({ method: 'POST', path: '/persons/{id}/exports' })
    .input(z.object({ id: idView, language: languageView, since: z.int().nullable(), request: idView.nullable() }))
    .output(exportView),
  read: oc
    .route({ method: 'GET', path: '/exports/{id}' })
    .input(z.object({ id: idView }))
    .output(exportView),
  /** Ends or removes it; the file goes from GET /api/exports/{id}/file. */
  remove: oc
    .route({ method: 'DELETE', path: '/exports/{id}' })
    .input(z.object({ id: idView }))
    .output(nothing),
};

export const sharesContract = {
  /** Link and code are shown once. The code goes to the person by a second way, never over the monitored number. */
  make: oc
    .route({ method: 'POST', path: '/persons/{id}/shares' })
    .input(z.object({ id: idView, language: languageView, since: z.int().nullable(), request: idView.nullable() }))
    .output(z.object({ share: shareView, link: z.string(), code: z.string() })),
  revoke: oc
    .route({ method: 'DELETE', path: '/shares/{id}' })
    .input(z.object({ id: idView }))
    .output(nothing),
};

export const erasuresContract = {
  preview: oc
    .route({ method: 'POST', path: '/erasure-previews' })
    .input(z.object({ scope: scopeView }))
    .output(erasurePreview),
  begin: oc
    .route({ method: 'POST', path: '/erasures' })
    .input(
      z.object({
        scope: scopeView,
        reason,
        objected: z.boolean(),
        request: idView.nullable(),
        /** Of the preview. */
        token: z.string().max(200),
        /** The dpo overrides the limitation that keeps an agent's data. */
        despiteLimitation: z.boolean(),
      }),
    )
    .output(erasureView),
  list: oc
    .route({ method: 'GET', path: '/erasures' })
    .input(z.object({ cursor, limit }))
    .output(z.object({ erasures: z.array(erasureView), next: z.string().nullable() })),
  read: oc
    .route({ method: 'GET', path: '/erasures/{id}' })
    .input(z.object({ id: idView }))
    .output(erasureView),
  /** Within the undo window only. The certificate is at GET /api/erasures/{id}/certificate.json and .pdf. */
  undo: oc
    .route({ method: 'DELETE', path: '/erasures/{id}' })
    .input(z.object({ id: idView, reason }))
    .output(erasureView),
};

export const holdsContract = {
  list: oc
    .route({ method: 'GET', path: '/holds' })
    .input(z.object({ state: z.enum(['active', 'lifted']).default('active'), cursor, limit }))
    .output(z.object({ holds: z.array(holdView), next: z.string().nullable() })),
  place: oc
    .route({ method: 'POST', path: '/holds' })
    .input(z.object({ scope: scopeView, reason, until: z.int().nullable() }))
    .output(holdView),
  lift: oc
    .route({ method: 'PUT', path: '/holds/{id}/end' })
    .input(z.object({ id: idView, reason }))
    .output(holdView),
};

export const retentionContract = {
  read: oc
    .route({ method: 'GET', path: '/retention' })
    .output(z.object({ policies: z.array(retentionView), presets: z.array(retentionPreset) })),
  /** `number` null: the company's. */
  set: oc
    .route({ method: 'PUT', path: '/retention' })
    .input(
      z.object({
        number: idView.nullable(),
        periods: z
          .array(
            z.object({
              purpose: z.string().trim().min(1).max(120),
              months: z.int().min(1).max(600),
              norm: z.string().trim().max(200).nullable(),
            }),
          )
          .max(20),
        runs: z.enum(['by-hand', 'nightly']),
      }),
    )
    .output(retentionView),
  preview: oc
    .route({ method: 'GET', path: '/retention/{number}/preview' })
    .input(z.object({ number: idView }))
    .output(retentionPreview),
  /** Erases what is too old on this number, by hand. */
  run: oc
    .route({ method: 'POST', path: '/retention/{number}/runs' })
    .input(z.object({ number: idView }))
    .output(z.object({ erasure: erasureView.nullable() })),
};

export const companyContract = {
  /** The whole company's data as one signed ZIP; needs the export right. */
  export: oc
    .route({ method: 'POST', path: '/company/exports' })
    .input(z.object({ language: languageView }))
    .output(exportView),
  closure: oc.route({ method: 'GET', path: '/company/closure' }).output(closureView),
  /** Destroys every key of the installation. `phrase`: the company's controller name, typed. */
  close: oc
    .route({ method: 'POST', path: '/company/closure' })
    .input(z.object({ phrase: z.string().max(200), reason }))
    .output(closureView),
};
