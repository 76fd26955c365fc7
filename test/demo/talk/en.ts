/** The talk of the contacts who write English. */
import { a, c, everyday, judged, type Talk } from './line.ts';

export const english: Talk = {
  words: {
    item: ['the bookcase', 'the corner sofa', 'the dining table', 'the wardrobe'],
    amount: ['R$ 289.90', 'R$ 1,150.00', 'R$ 768.50'],
    order: ['48310', '50122', '51477'],
    day: ['Monday', 'Wednesday', 'Thursday', 'Friday'],
  },
  everyday: {
    sales: [
      everyday(
        c('Hello! Do you have {item} in a lighter wood?'),
        a('Hello! Yes, in oak, for {amount}.'),
        c('Could you hold one for me?', { edited: 'Could you hold one for me until {day}?' }),
        a('Of course, order {order} is on hold until {day}.'),
        c('Brilliant, thank you', { reaction: '👍' }),
      ),
      everyday(
        c('Hi, could you send me the measurements of {item}?'),
        a('Here is the data sheet.', { file: 'ficha.pdf' }),
        c('Perfect, it fits'),
      ),
    ],
    support: [
      everyday(
        c('Morning! Any news about order {order}?'),
        a('Good morning! It leaves the warehouse on {day}.'),
        c('Great, my neighbour can take it in'),
        a('Noted, thank you.'),
      ),
      everyday(
        c('One of the hinges of {item} is bent'),
        c('See here', { file: 'foto.png' }),
        a('Sorry about that! A new one is on its way.'),
        c('That was quick, thanks'),
      ),
    ],
    collections: [
      everyday(
        c('I paid {amount} this morning, can you confirm?'),
        a('Confirmed, thank you! Nothing is due until next month.'),
        c('Lovely'),
      ),
    ],
  },
  cases: {
    sales: [
      judged(
        'confirmed',
        'policy-breach',
        c('Is that the best price?'),
        a('Text me on my personal number and I will sort you a better price'),
        c('I would rather keep it here'),
      ),
    ],
    support: [
      judged(
        'confirmed',
        'policy-breach',
        c('I cannot sign in to the app'),
        a("What's your password? I'll log in for you"),
        c('No way'),
      ),
    ],
    collections: [
      judged(
        'escalated',
        'legal-risk',
        c('So what did we agree on?'),
        a('As discussed, and delete this chat after please'),
        c('Why would I?'),
      ),
    ],
  },
};
