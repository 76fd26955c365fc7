/** Two soft notes for a new alert, made here so that no file is needed. */
const notes = [
  { hertz: 660, after: 0 },
  { hertz: 880, after: 0.14 },
] as const;

export function chime(): void {
  const audio = new AudioContext();
  const start = audio.currentTime;
  for (const { hertz, after } of notes) {
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    tone.frequency.value = hertz;
    loudness.gain.setValueAtTime(0.08, start + after);
    loudness.gain.exponentialRampToValueAtTime(0.0001, start + after + 0.3);
    tone.connect(loudness).connect(audio.destination);
    tone.start(start + after);
    tone.stop(start + after + 0.3);
  }
  window.setTimeout(() => void audio.close(), 1000);
}
