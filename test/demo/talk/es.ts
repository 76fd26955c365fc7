/** The talk of the contacts who write Spanish. */
import { a, c, everyday, judged, type Talk } from './line.ts';

export const spanish: Talk = {
  words: {
    mueble: ['el librero', 'el sofá esquinero', 'la mesa de comedor', 'el ropero'],
    importe: ['R$ 289,90', 'R$ 1.150,00', 'R$ 768,50'],
    pedido: ['48622', '50714', '51930'],
    dia: ['lunes', 'miércoles', 'jueves', 'viernes'],
  },
  everyday: {
    sales: [
      everyday(
        c('Buenas, ¿{mueble} viene armado?'),
        a('¡Buenas! Lo armamos nosotros sin costo.'),
        c('¿Y cuánto sale?', { edited: '¿Y cuánto sale con la entrega?' }),
        a('{importe}, con entrega el {dia}.'),
        c('Perfecto, lo aparto', { reaction: '👍' }),
      ),
      everyday(
        c('¿Me manda las medidas de {mueble}?'),
        a('Aquí está la ficha.', { file: 'ficha.pdf' }),
        c('Muchas gracias, muy amable'),
      ),
    ],
    support: [
      everyday(
        c('Hola, el pedido {pedido} llegó sin tornillos'),
        c('Mire', { file: 'foto.png' }),
        a('Disculpe, los enviamos el {dia}.'),
        c('Quedo a la espera'),
      ),
      everyday(c('¿Hasta cuándo dura la garantía?'), a('Un año desde la entrega del pedido {pedido}.'), c('Gracias')),
    ],
    collections: [
      everyday(
        c('Ya pagué {importe}, ¿me lo confirman?'),
        a('Confirmado, su cuenta está al día.'),
        c('Muy bien', { reaction: '🙏' }),
      ),
    ],
  },
  cases: {
    sales: [
      judged(
        'confirmed',
        'policy-breach',
        c('¿No hay un descuento?'),
        a('Escríbame a mi número personal y se lo dejo más barato'),
        c('Prefiero por aquí'),
      ),
    ],
    support: [
      judged(
        'escalated',
        'legal-risk',
        c('¿Y lo que hablamos?'),
        a('Ya quedó, borra esta conversación después'),
        c('No entiendo por qué'),
      ),
    ],
    collections: [
      judged(
        'confirmed',
        'legal-risk',
        c('¿Dónde pago?'),
        a('Hágame la transferencia a mi cuenta personal y lo arreglo'),
        c('Voy a preguntar en la tienda'),
      ),
    ],
  },
};
