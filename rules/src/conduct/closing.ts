/** Does a contact's message ask for an answer? "Obrigado", "ok" and a thumb do not. */
import { foldFor } from '../fold.ts';
import { foldedWords } from '../words.ts';

/** Thanks, consent, farewell: a message needs one of these to close a talk. In three languages, as chats spell them. */
const closing = new Set(
  `ok okay okey okk oki blz beleza belezinha certo certinho ta tb sim isso perfeito perfeita otimo otima show top joia
   combinado fechado entendi entendido ciente recebi recebido obrigado obrigada obg obgd obgda brigado brigada vlw valeu
   grato grata agradeco tchau abraco abracos bjs amem igualmente
   thanks thank thx ty great perfect cool fine bye goodbye cheers sure alright noted yes yep
   gracias vale perfecto perfecta listo dale adios chau chao saludos recibido entendido si genial claro acuerdo`.split(
    /\s+/,
  ),
);
/** What goes along with them. */
const along = new Set(
  `muito muita mto mt por tudo pela ajuda atencao a e o ate logo mais amanha bom boa dia tarde noite semana fim de voce
   vc bem nada eu tambem tbm entao aqui ai
   you very much so got it i good day night evening see later have nice weekend that is the for your help
   muchas hasta luego manana buen buena buenas noches tardes igual todo la por tu su`.split(/\s+/),
);
const mostWords = 8;

/** False for thanks, consent, farewells and bare signs. A question mark asks, and so does what has no words, such as a file. */
export function asksForAnswer(text: string): boolean {
  if (text === '' || /[?¿]/.test(text)) return true;
  const words = foldedWords(foldFor(true), text).map(({ folded }) => folded);
  if (words.length === 0) return false;
  if (words.length > mostWords || !words.some((word) => closing.has(word))) return true;
  return words.some((word) => !closing.has(word) && !along.has(word));
}
