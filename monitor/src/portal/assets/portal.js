// The portal's only script: it hands over the link's secret, which browsers never send by themselves, and keeps an
// open page true: the page goes when the link ends, and shows how far a file being prepared is.
const secret = document.querySelector('input[name="secret"]');
if (secret) {
  if (secret.value === '') secret.value = location.hash.slice(1);
  for (const link of document.querySelectorAll('a[data-keep-secret]')) link.hash = secret.value;
}

const preparing = document.querySelector('progress');
const figure = document.querySelector('[data-figure]');

async function look() {
  const answer = await fetch('/my/state', { cache: 'no-store' }).catch(() => undefined);
  // Without a network nothing is known: it is asked again.
  if (answer === undefined) return;
  const { state, done, total, words } = answer.ok ? await answer.json() : { state: 'over' };
  if (state === 'over' || (preparing && state !== 'preparing')) location.reload();
  else if (preparing && figure) {
    preparing.max = Math.max(1, total);
    preparing.value = done;
    figure.textContent = words;
  }
}

if (document.body.dataset.watch !== undefined) {
  setInterval(() => void look(), preparing ? 1000 : 15_000);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void look();
  });
}
