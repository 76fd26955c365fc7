/** Each identifier is found exactly where it stands, and look-alikes are left alone: cases written by hand. */
import { describe, expect, test } from 'vitest';
import { entityDetectors } from '../../rules/src/entity/all.ts';
import { type EntityName, entityNames } from '../../rules/src/entity/detector.ts';

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
};

describe.each(entityNames)('%s', (name) => {
  test.each(found[name])('in "%s"', (text, ...spans) => {
    expect(entityDetectors[name](text).map((match) => text.slice(match.start, match.end))).toEqual(spans);
  });

  test.each(leftAlone[name])('not in "%s"', (text) => {
    expect(entityDetectors[name](text)).toEqual([]);
  });

  test('broken Unicode and empty text are read without an error', () => {
    for (const text of ['', '\ud800', '\udfff12345678901234\ud835', '@\ud800.com', '\u0000'.repeat(50)]) {
      expect(() => entityDetectors[name](text)).not.toThrow();
    }
  });
});
