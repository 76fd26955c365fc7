/** Learns weights that tell two sorts of text apart: logistic regression with naive-Bayes factors, the same every time. */

/** One text as a training step sees it: the places of its features and how much of each it has. */
export interface Example {
  readonly positive: boolean;
  /** How much a mistake on this one counts; 1 is usual. */
  readonly cost: number;
  readonly places: Int32Array;
  readonly amounts: Float32Array;
}

export interface Settings {
  /** Size of the table of weights. */
  readonly places: number;
  readonly seed: number;
  readonly rounds: number;
  readonly rate: number;
  /** Features of fewer texts than this are noise and get no weight. */
  readonly leastTexts: number;
}

export interface Learned {
  readonly weights: Float64Array;
  readonly bias: number;
}

/**
 * Stochastic steps with AdaGrad's rates. Each feature is scaled by how unevenly the two sorts use it, after
 * Wang and Manning (2012), "Baselines and Bigrams", with the logistic loss in place of the hinge.
 */
export function learn(examples: readonly Example[], settings: Settings): Learned {
  const factors = unevenness(examples, settings);
  const weights = new Float64Array(settings.places);
  const squares = new Float64Array(settings.places).fill(1e-3);
  let bias = 0;
  let biasSquares = 1;
  const order = examples.map((_, index) => index);
  const random = randomFrom(settings.seed);
  for (let round = 0; round < settings.rounds; round++) {
    shuffle(order, random);
    for (const index of order) {
      const { positive, cost, places, amounts } = examples[index] as Example;
      let total = bias;
      for (const [at, place] of places.entries())
        total += (weights[place] as number) * (amounts[at] as number) * (factors[place] as number);
      const error = cost * (1 / (1 + Math.exp(-total)) - (positive ? 1 : 0));
      for (const [at, place] of places.entries()) {
        const slope = error * (amounts[at] as number) * (factors[place] as number);
        if (slope === 0) continue;
        const square = (squares[place] as number) + slope * slope;
        squares[place] = square;
        weights[place] = (weights[place] as number) - (settings.rate * slope) / Math.sqrt(square);
      }
      biasSquares += error * error;
      bias -= (settings.rate * error) / Math.sqrt(biasSquares);
    }
  }
  return { weights: weights.map((weight, place) => weight * (factors[place] as number)), bias };
}

/** Even use still counts a little: such features may matter together with others. */
const LEAST_FACTOR = 0.15;

/** For each place how far its share of the positive texts is from its share of the others; 0 for rare ones. */
function unevenness(examples: readonly Example[], { places, leastTexts }: Settings): Float64Array {
  const inPositive = new Float64Array(places);
  const inOthers = new Float64Array(places);
  let positives = 1;
  let others = 1;
  for (const example of examples) {
    if (example.positive) positives++;
    else others++;
    const counts = example.positive ? inPositive : inOthers;
    for (const place of example.places) counts[place] = (counts[place] as number) + 1;
  }
  return inPositive.map((positive, place) => {
    const other = inOthers[place] as number;
    if (positive + other < leastTexts) return 0;
    return Math.max(LEAST_FACTOR, Math.abs(Math.log((positive + 0.5) / positives / ((other + 0.5) / others))));
  });
}

function shuffle(order: number[], random: () => number): void {
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
}

/** Mulberry32: the same numbers, from 0 up to 1, for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
