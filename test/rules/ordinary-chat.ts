/** Ordinary business chat in three languages, full of words that rules look for: none of it breaks a rule. */

export const ordinaryChat: readonly string[] = `
oi bom dia, tudo bem? queria saber do meu pedido
bom dia! me passa o número do pedido pfv
é o 45821, comprei sexta
um momento q vou verificar aqui no sistema
seu pedido saiu pra entrega hoje, chega até as 18h
vc pode confirmar o endereço de entrega?
Rua das Flores 120 apto 32, cep 01310-100
qual a forma de pagamento? aceitam pix?
aceitamos pix, cartão em até 12x e boleto
a chave pix é o cnpj da loja
fiz o pix agora, segue comprovante
recebemos o pagamento, obrigada!
o boleto venceu ontem, consegue mandar outro?
segue o boleto atualizado com vencimento pra sexta
caso já tenha efetuado o pagamento, desconsidere esta mensagem
esqueci minha senha do app, o que eu faço?
clica em esqueci a senha que chega um link no seu email
nunca compartilhe sua senha com ninguém
a senha do wifi da recepção é visitante123
troquei de celular e perdi o acesso ao aplicativo
mudei de endereço, onde atualizo o cadastro?
o atendimento é de seg a sex das 8h as 18h
por segurança esta conversa é gravada
seus dados são tratados de acordo com a LGPD
nosso telefone fixo é 11 3456-7890
pode chamar nesse número mesmo, é o whats da loja
te ligo amanhã cedo então
vou te mandar o orçamento por email
segue a planilha com os preços atualizados
manda print da tela do erro por favor
essa blusa tem em preto? e tamanho G?
tem sim, preto e azul marinho
a cor cinza acabou, só semana que vem
qual o prazo de garantia do produto?
garantia de 12 meses direto com o fabricante
a rentabilidade do CDB é 102% do CDI, com FGC
todo investimento tem risco, leia o prospecto
rentabilidade passada não garante retorno futuro
qual a taxa de juros do financiamento?
o parcelamento tem juros de 2,5% ao mês
a comissão do corretor é paga pelo vendedor
qual a comissão de vocês na venda do imóvel?
vamos tomar um café e fechar o contrato na quinta?
ganhei um presente da loja no meu aniversário, amei
a compra acima de 200 reais ganha um brinde
o fiscal da prefeitura passou e aprovou a obra
a licitação foi adiada para março
preciso da nota fiscal no cnpj da empresa
a nota saiu com o valor errado, podem corrigir?
já cancelei a nota e emiti outra
que absurdo, esperei três horas e ninguém atendeu
atendimento péssimo, vou reclamar no procon
isso é uma falta de respeito com o consumidor
quero meu dinheiro de volta agora
vocês são uns enrolados, nunca mais compro
estou muito decepcionada com a empresa
cobraram duas vezes no meu cartão, um roubo
a encomenda chegou quebrada, que raiva
desculpa o transtorno, vamos resolver hoje mesmo
o entregador foi muito mal educado comigo
a pizza estava uma delícia, parabéns
que bolo lindo, quero um igual
manda foto do modelo rosa por favor
essa bolsa é linda, quanto fica?
minha filha adorou a boneca
a cadela da vizinha come essa ração tb?
tem vermífugo para cachorro de 10kg?
o burro do presépio veio quebrado na caixa
quero trocar o ralo e a caixa d'água com ladrão
o curso começa segunda as 19h
pode apagar o item 3 do pedido por favor
quero excluir minha conta, como faço?
apaga a luz do letreiro quando sair
meu marido vai buscar, pode deixar no nome dele?
o pagamento pode ser no nome da empresa?
minha mãe vai pagar pra mim no cartão dela
posso pagar metade no pix e metade no cartão?
a conta de luz veio muito alta esse mês
abri uma conta nova no banco de vocês, cadê o cartão?
minha conta foi bloqueada, preciso de ajuda
o código de rastreio que chegou por email não funciona
qual o código do produto?
seu código de retirada é 4821
o token expirou, gera outro no aplicativo
pra acessar o portal use seu cpf
o médico pediu exame de sangue em jejum
seu resultado fica pronto quinta, retire com documento
a consulta da sua mãe é dia 12 as 14h
pode confirmar seus dados para o cadastro?
o contrato tem cláusula de confidencialidade
o relatório é confidencial, só a diretoria recebe
entre em contato com a ouvidoria pelo 0800
segue nosso instagram pra ver as novidades
temos canal de promoções no telegram, o link está no site
me adiciona na lista de transmissão
responda SAIR para não receber mais mensagens
não quero mais receber propaganda
vc vem buscar hj? fechamos as 18h
blz, passo ai as 17h
tmj, valeu pela ajuda
kkkkkk verdade né
bom fim de semana pra vcs
hi, I'd like to know where my order is
good morning! can you send me the order number?
it's 45821, I bought it on Friday
your order is out for delivery and should arrive by 6 pm
could you confirm the delivery address?
do you take card payments?
yes, card or bank transfer, the details are on the invoice
I made the transfer this morning, receipt attached
thanks, we received your payment
please ignore this message if you have already paid
I forgot my password, what should I do?
click on forgot password and you'll get a link
never share your password with anyone
the wifi password is on the counter
I got a new phone and lost access to the app
I moved, where do I update my address?
this chat is recorded for quality purposes
our landline is on the website
I'll call you tomorrow morning
send me a screenshot of the error please
do you have this shirt in black?
the product has a two-year guarantee
all investments carry risk, please read the prospectus
past performance does not guarantee future returns
what is the interest rate on the loan?
the agent's commission is paid by the seller
let's have coffee and sign the contract on Thursday
spend 50 and get a free gift
the inspector came and approved the work
the tender was postponed to March
the invoice has the wrong amount, can you correct it?
this is ridiculous, I waited three hours
terrible service, I want my money back
I'm very disappointed with this company
you charged my card twice
sorry for the trouble, we'll fix it today
the driver was very rude to me
that cake is gorgeous, I want one
send me a picture of the pink one
can you remove item 3 from my order?
I want to close my account
my husband will pick it up
my account was blocked, please help
the tracking code does not work
what is the product code?
your pick-up code is 4821
the token expired, please get a new one in the app
the contract has a confidentiality clause
follow us on Instagram for news
reply STOP to unsubscribe
your account manager is away until Monday
the exhibition opens at ten
I was in a meeting, sorry for the late reply
we sent the samples to the wrong warehouse
hola, quisiera saber dónde está mi pedido
buenos días, ¿me pasa el número de pedido?
es el 45821, lo compré el viernes
su pedido salió a reparto, llega antes de las 18 h
¿puede confirmar la dirección de entrega?
¿aceptan tarjeta o transferencia?
sí, los datos bancarios están en la factura
ya hice la transferencia, adjunto comprobante
recibimos su pago, gracias
si ya pagó, ignore este mensaje
olvidé mi contraseña, ¿qué hago?
nunca comparta su contraseña con nadie
la clave del wifi está en la recepción
cambié de celular y perdí el acceso a la aplicación
me mudé, ¿dónde actualizo mi dirección?
esta conversación se graba por seguridad
te llamo mañana temprano
mándeme captura del error por favor
¿tiene esta camisa en negro?
el producto tiene garantía de dos años
toda inversión tiene riesgo, lea el folleto
rentabilidades pasadas no garantizan rentabilidades futuras
¿cuál es la tasa de interés del préstamo?
la comisión la paga el vendedor
tomamos un café y firmamos el jueves
por compras mayores a 50 lleva un regalo
el inspector vino y aprobó la obra
la licitación se aplazó a marzo
la factura tiene el monto equivocado
qué vergüenza, esperé tres horas
pésimo servicio, quiero mi dinero
estoy muy decepcionada con la empresa
me cobraron dos veces en la tarjeta
disculpe la molestia, lo arreglamos hoy
el repartidor fue muy grosero
la torta quedó riquísima, felicitaciones
mándame foto del modelo rosa
¿puede quitar el artículo 3 de mi pedido?
quiero cerrar mi cuenta
mi esposo pasa a recogerlo
mi cuenta fue bloqueada, necesito ayuda
el código de seguimiento no funciona
¿cuál es el código del producto?
su código de retiro es 4821
el contrato tiene cláusula de confidencialidad
síguenos en Instagram para ver novedades
responda SALIR para no recibir mensajes
la propina no está incluida
estaba en una reunión, disculpe la demora
¿tienen comida para perra adulta?
`
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '');
