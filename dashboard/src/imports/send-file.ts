/** Sends a file's bytes to its announced import. XMLHttpRequest, because `fetch` cannot tell how much has left. */
import { problemOf, Unreachable } from '../api/problem.ts';

/** @throws ServerProblem, Unreachable */
export function sendFile(importId: string, file: File, onSent: (share: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `/api/imports/${importId}/file`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = (event) => onSent(event.lengthComputable ? event.loaded / event.total : 0);
    request.onload = () => (request.status < 400 ? resolve() : reject(problemOf(parsed(request.responseText))));
    request.onerror = () => reject(new Unreachable('The file could not be sent.'));
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
