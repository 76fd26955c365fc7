/** Each identifier is found exactly where it stands, and look-alikes are left alone: cases written by hand. */
import { describe, expect, test } from 'vitest';
import { entityDetectors } from '../../rules/src/entity/all.ts';
import { type EntityName, entityNames } from '../../rules/src/entity/detector.ts';
import { readingsOf } from '../../rules/src/entity/reading.ts';

const found: Readonly<Record<EntityName, readonly (readonly [text: string, ...spans: string[]])[]>> = {
  cpf: [
    ['Manda seu C.P.F: 529.982.247-25', '529.982.247-25'],
    ['cpf 52998224725', '52998224725'],
    ['CPF52998224725 ok', '52998224725'],
    ['*529.982.247-25*', '529.982.247-25'],
    ['529.982.247-25 e 111.444.777-35', '529.982.247-25', '111.444.777-35'],
    ['529 982 247 25 111 444 777 35', '529 982 247 25', '111 444 777 35'],
    ['52998224725\n11144477735', '52998224725', '11144477735'],
    ['cpf ５２９.９８２.２４７-２５!', '５２９.９８２.２４７-２５'],
    ['5️⃣2️⃣9️⃣9️⃣8️⃣2️⃣2️⃣4️⃣7️⃣2️⃣5 é meu cpf', '5️⃣2️⃣9️⃣9️⃣8️⃣2️⃣2️⃣4️⃣7️⃣2️⃣5'],
    ['ana 😀 529.982.247-25', '529.982.247-25'],
    ['cpf 529.982.247-25 tel (11) 98765-4321', '529.982.247-25'],
    ['chave pix 529.982.247-25, nome Ana', '529.982.247-25'],
    ['52998224725/11144477735', '52998224725', '11144477735'],
    [
      'cpf cinco dois nove nove oito dois dois quatro sete dois cinco',
      'cinco dois nove nove oito dois dois quatro sete dois cinco',
    ],
    ['meu cpf: S29.982.247-2S', 'S29.982.247-2S'],
    ['529.982 e depois 247-25', '529.982 e depois 247-25'],
    ['⑤②⑨.⑨⑧②.②④⑦-②⑤', '⑤②⑨.⑨⑧②.②④⑦-②⑤'],
    ['5🔹2🔹9🔹9🔹8🔹2🔹2🔹4🔹7🔹2🔹5', '5🔹2🔹9🔹9🔹8🔹2🔹2🔹4🔹7🔹2🔹5'],
  ],
  cnpj: [
    ['CNPJ 11.222.333/0001-81', '11.222.333/0001-81'],
    ['cnpj: 11222333000181', '11222333000181'],
    ['novo cnpj 12.ABC.345/01DE-35 ok', '12.ABC.345/01DE-35'],
    ['12ABC34501DE35', '12ABC34501DE35'],
    ['cnpj 12abc34501de35', '12abc34501de35'],
    ['11.222.333/0001-81 12.ABC.345/01DE-35', '11.222.333/0001-81', '12.ABC.345/01DE-35'],
  ],
  card: [
    ['4111 1111 1111 1111', '4111 1111 1111 1111'],
    ['cartao 5555555555554444 val 12/28', '5555555555554444'],
    ['5555 5555 5555 4444/12/28', '5555 5555 5555 4444'],
    ['amex 3782 822463 10005', '3782 822463 10005'],
    ['4111-1111-1111-1111 12/28 123', '4111-1111-1111-1111'],
    ['diners 30569309025904', '30569309025904'],
    ['4111 1111 1111 1111 / 5555 5555 5555 4444', '4111 1111 1111 1111', '5555 5555 5555 4444'],
    ['o cartão 4111\u00a01111\u00a01111\u00a01111', '4111\u00a01111\u00a01111\u00a01111'],
  ],
  email: [
    ['manda p/ ana.souza+nf@empresa.com.br.', 'ana.souza+nf@empresa.com.br'],
    ['email:ANA@GMAIL.COM', 'ANA@GMAIL.COM'],
    ['<ana@x.org>,bia@y.net', 'ana@x.org', 'bia@y.net'],
    ['ana@gmail.com.Obrigada', 'ana@gmail.com'],
    ['ana＠gmail.com', 'ana＠gmail.com'],
    ['ana\u200b@gmail.com', 'ana\u200b@gmail.com'],
  ],
  phone: [
    ['me liga (11) 98765-4321', '(11) 98765-4321'],
    ['+55 11 98765-4321', '+55 11 98765-4321'],
    ['(11987654321)', '11987654321'],
    ['11 98765-4321 ou 21 3456-7890', '11 98765-4321', '21 3456-7890'],
    ['0800 729 0722', '0800 729 0722'],
    ['fala com +34 612 34 56 78', '+34 612 34 56 78'],
    ['+1 (415) 555-2671 works', '+1 (415) 555-2671'],
    ['tel 3456-7890', '3456-7890'],
    ['wa.me/5511987654321', '5511987654321'],
    ['5511987654321', '5511987654321'],
    ['whats 987654321', '987654321'],
    ['11 98765-4321/11 91234-5678', '11 98765-4321', '11 91234-5678'],
    ['zap onze nao, 1 1 9 8 7 6 5 4 3 2 1', '1 1 9 8 7 6 5 4 3 2 1'],
  ],
  pis: [
    ['PIS 120.56874.10-7', '120.56874.10-7'],
    ['meu nit é 12056874107', '12056874107'],
    ['120.56874.10-7', '120.56874.10-7'],
  ],
  'pix-key': [
    ['chave pix: 123e4567-e12b-42d1-a456-426655440000', '123e4567-e12b-42d1-a456-426655440000'],
    ['123e4567-e12b-42d1-a456-426655440000', '123e4567-e12b-42d1-a456-426655440000'],
    ['meu pix é 11987654321', '11987654321'],
    ['Pix: ana@example.com', 'ana@example.com'],
    ['faz um pix pra 529.982.247-25', '529.982.247-25'],
    ['11.222.333/0001-81 é a chave pix da loja', '11.222.333/0001-81'],
    ['(11) 98765-4321 (pix)', '(11) 98765-4321'],
    [
      'copia e cola:\n00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D',
      '00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D',
    ],
  ],
  boleto: [],
  iban: [
    ['iban DE89 3704 0044 0532 0130 00 obrigado', 'DE89 3704 0044 0532 0130 00'],
    ['IBANDE89370400440532013000', 'DE89370400440532013000'],
    ['GB82WEST12345698765432.', 'GB82WEST12345698765432'],
    ['es9121000418450200051332', 'es9121000418450200051332'],
    ['BR15 0000 0000 0000 1093 2840 814P 2', 'BR15 0000 0000 0000 1093 2840 814P 2'],
    ['DE89 37O4 OO44 O532 O13O OO', 'DE89 37O4 OO44 O532 O13O OO'],
  ],
  credential: [
    ['a senha é Xyz123', 'Xyz123'],
    ['código 482913', '482913'],
    ['my password is hunter2', 'hunter2'],
    ['Senha do wifi: visitante123', 'visitante123'],
    ['login ana senha Casa@2024', 'Casa@2024'],
    ['482913 is your WhatsApp code', '482913'],
    ['seu código de verificação é 482 913', '482 913'],
    ['la clave es Perro2024', 'Perro2024'],
    ['pin: 4821', '4821'],
    ['5555 5555 5555 4444 cvv 123', '123'],
    ['usa essa AKIAIOSFODNN7EXAMPLE aí', 'AKIAIOSFODNN7EXAMPLE'],
  ],
  wallet: [
    ['manda em bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'],
    ['BTC 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa ok', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'],
    ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'],
    ['carteira 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed', '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed'],
  ],
  pesel: [['PESEL 44051401359', '44051401359']],
  nip: [
    ['NIP 526-104-08-28', '526-104-08-28'],
    ['faktura na PL5261040828', '5261040828'],
  ],
  personnummer: [
    ['811218-9876', '811218-9876'],
    ['personnummer 198112189876', '198112189876'],
    ['811278-9873 är samordningsnummer', '811278-9873'],
  ],
  'dni-nie': [
    ['DNI 12345678Z', '12345678Z'],
    ['mi nie: x1234567l', 'x1234567l'],
    ['12.345.678-Z', '12.345.678-Z'],
  ],
  ssn: [
    ['SSN 123-45-6789', '123-45-6789'],
    ['my social security number is 123456789', '123456789'],
  ],
};

const leftAlone: Readonly<Record<EntityName, readonly string[]>> = {
  cpf: [
    '529.982.247-26',
    '111.111.111-11',
    '529.982.247-250',
    '1529.982.247-25',
    'protocolo 52998224725',
    'pedido 52998224725 saiu',
    'R$ 52998224725',
    'https://loja.example/52998224725',
    'x52998224725',
    '11 98765-4321',
    '52998224725,90',
  ],
  cnpj: [
    '11.222.333/0001-82',
    '00.000.000/0000-00',
    'protocolo 11222333000181',
    '12.ABC.345/01DE-36',
    'A11222333000181',
    'desenvolvimento35',
  ],
  card: [
    '4111 1111 1111 1112',
    '4111 1111 1111 1111 1111',
    'pedido 4111111111111111',
    'IMEI 356938035643809',
    '4006381333931',
    '0000 0000 0000 0000',
    '9999999999999995',
    '34191.79001 01043.510047 91020.150008 8 12340000010000',
    'a4111111111111111',
  ],
  email: [
    '@loja',
    'ana@',
    '@gmail.com',
    'logo@2x.png',
    'user@localhost',
    'foo@1.2.3',
    'ana@gmail',
    'https://u:p@host.com/x',
    'ana@.com',
  ],
  phone: [
    '529.982.247-25',
    '21/11/2026 20:53:06',
    '2024-2025',
    'R$ 11987654321',
    'protocolo 11987654321',
    'pedido 1134567890',
    'pedido 11 34567890',
    '1764567890',
    '12345678',
    'cep 01310-100',
    '00 00000-0000',
    '10 20 30 40 50 60',
    '1.234.567,89',
  ],
  pis: ['PIS 120.56874.10-8', '12056874107', 'cpf 120.56874.10-7', 'pedido 12056874107'],
  'pix-key': [
    'id 123e4567-e12b-42d1-a456-426655440000',
    '123e4567-e12b-12d1-a456-426655440000',
    'https://loja.example/p/123e4567-e12b-42d1-a456-426655440000',
    'fiz o pix, me liga no 11 98765-4321',
    'a chave pix é o cnpj da loja',
    'recebi o pix 529.982.247-25 aqui',
    'aceita pix? meu email é ana@example.com',
    '00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3E',
  ],
  boleto: ['segue o boleto atualizado', '0'.repeat(47), '1'.repeat(48), '9'.repeat(44)],
  iban: ['DE89 3704 0044 0532 0130 01', 'DE8937040044053201300', 'DE893704004405320130000', 'XX89370400440532013000'],
  credential: [
    'esqueci minha senha',
    'nunca compartilhe o código',
    'código do produto 482913',
    'código de rastreio 48291399',
    'qual o cód da peça 482913?',
    'CEP 01310-100',
    'a senha é pessoal e intransferível',
    'sua senha de atendimento é A045',
    'senha errada',
    'a senha precisa de 8 caracteres',
    'cupom ANA10',
    'código de barras 7891234567895',
    'password reset link',
  ],
  wallet: [
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5',
    '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb',
    '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed',
    'commit 0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed',
  ],
  pesel: ['44051401359', 'PESEL 44051401358', 'PESEL 44131401355'],
  nip: ['5261040828', 'NIP 526-104-08-29'],
  personnummer: ['811218-9877', '8112189876', '811318-9875', 'pedido 811218-9876'],
  'dni-nie': ['12345678A', '12345678z', 'pedido 12345678Z', 'DNI 12345678A'],
  ssn: ['SSN 000-45-6789', 'SSN 666-45-6789', 'SSN 912-45-6789', '123 45 6789', 'pedido 123-45-6789'],
};

describe.each(entityNames)('%s', (name) => {
  test.each(found[name])('in "%s"', (text, ...spans) => {
    expect(entityDetectors[name](readingsOf(text)).map((match) => text.slice(match.start, match.end))).toEqual(spans);
  });

  test.each(leftAlone[name])('not in "%s"', (text) => {
    expect(entityDetectors[name](readingsOf(text))).toEqual([]);
  });

  test('broken Unicode and empty text are read without an error', () => {
    for (const text of ['', '\ud800', '\udfff12345678901234\ud835', '@\ud800.com', '\u0000'.repeat(50)]) {
      expect(() => entityDetectors[name](readingsOf(text))).not.toThrow();
    }
  });
});
