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
oi, ainda tem vaga pra pilates de manhã?
tem sim, terça e quinta as 7h
quanto fica a mensalidade com a taxa de matrícula?
matrícula 80 e mensalidade 149
consigo desconto se pagar o semestre?
pagando à vista tem 10% de desconto
vou falar com meu marido e te aviso
pode ser, a promoção vai até sexta
bom dia, o dr Paulo atende convênio?
atende Unimed e Bradesco, pelos outros é particular
quero marcar um retorno, é cobrado?
o retorno em até 30 dias não é cobrado
qual o preparo pro ultrassom?
beber 4 copos de água uma hora antes
meu exame ficou pronto?
ficou sim, pode retirar na recepção com documento
posso mandar alguém retirar pra mim?
pode, com autorização assinada e cópia do rg
a vacina da minha filha de 4 anos tem aí?
chegou ontem, das 8h as 16h
queria falar com a nutricionista
ela volta de férias dia 15
oi, sou a mãe do Gabriel do 5º ano, ele vai faltar amanhã
obrigada por avisar, a professora manda a tarefa
a reunião de pais é que dia?
quinta as 19h no auditório
não consegui acessar o boletim no portal
o acesso é com o cpf do responsável, tenta de novo
esqueci minha senha do portal do aluno
clica em esqueci a senha e segue o email
o uniforme vende na secretaria?
vende, camiseta 45 e calça 60
segue a lista de materiais do segundo ano
o passeio custa 120, pagamento até dia 10
preciso do comprovante pra dar baixa
segue comprovante
baixa feita, obrigada
o apartamento da rua Bahia ainda ta disponível?
está sim, quer agendar uma visita?
pode ser sábado de manhã?
sábado 10h, o porteiro te entrega a chave
aceita financiamento pela caixa?
aceita, com entrada de 20%
qual o valor do condomínio e iptu?
condomínio 680 e iptu 95 por mês
a proposta foi aceita pelo proprietário!
que notícia boa, e agora?
agora mandamos o contrato pra assinatura digital
o fiador precisa reconhecer firma?
não precisa, é assinatura eletrônica com validade jurídica
a vistoria de entrada é na quarta
o chuveiro não esquenta, quem eu chamo?
abro um chamado com a manutenção agora
a multa por quebra de contrato é 3 aluguéis proporcionais
o depósito caução volta em até 30 dias
vcs fazem entrega no Butantã?
fazemos, taxa de 12 reais
o entregador ta perdido, pode me ligar?
qual o ponto de referência?
portão verde em frente a padaria
chegou tudo certinho, obrigada
veio faltando um refri
desculpa, mando outro agora ou prefere estorno?
prefiro estorno
estorno feito, cai em até 2 dias no mesmo cartão
meu pedido ta em rota desde ontem
vou acionar a transportadora e te retorno até as 15h
o código de rastreio não atualiza
o correio leva até 24h pra atualizar
comprei tamanho errado, como troco?
traz com a etiqueta em até 30 dias
posso trocar em outra loja?
pode em qualquer loja da rede
esse tênis tem 42?
só 40 e 41, chega mais dia 20
me avisa quando chegar?
aviso sim, deixei anotado
faz entrega hoje ainda?
fechando até as 14h sai hoje
o tecido desbota?
não, lava a mão nas primeiras vezes
esse preço é no pix ou no cartão?
no pix 89, no cartão 99 em 3x
manda a chave pix por favor
é o cnpj 12.345.678/0001-95, em nome de Casa Sol Ltda
fiz, confere aí pra mim
caiu certinho, já separo
posso fazer o pix amanhã cedo?
pode sim, segura até meio dia
meu cartão foi recusado, posso tentar outro?
claro, te mando novo link de pagamento
o link expirou
segue um novo link, vale por 24h
meu plano venceu, como renovo?
pelo app em meus planos
quero cancelar o serviço
posso saber o motivo? temos uma oferta
não uso mais, só isso
cancelado, protocolo 20261122
a internet caiu de novo
reinicie o modem e espere 3 minutos
continua sem sinal
agendei um técnico pra amanhã entre 8h e 12h
o técnico não veio
peço desculpas, remarquei com prioridade
qual o prazo do conserto?
o orçamento sai em 2 dias úteis
pode aprovar o conserto, 320 reais
aprovado, fica pronto sexta
a tela veio com risco
trocamos sem custo, é garantia
a bateria ta viciada, quanto fica a troca?
180 com garantia de 6 meses
faz backup antes pra mim?
a gente não mexe nos seus dados, faça o backup em casa
o investimento mínimo é 100 reais
como funciona a previdência?
cada plano tem um risco, posso mandar o regulamento
o rendimento do mês passado foi 0,9%
tem carência pra resgatar?
resgate em D+30
qual o imposto no resgate?
depende do prazo, segue a tabela regressiva
quero aumentar meu limite
a análise sai em 3 dias no app
minha fatura veio com valor errado
vou abrir contestação da compra
não reconheço uma compra de 300 reais
bloqueamos o cartão e enviamos outro
o boleto não ta registrando no meu banco
banco às vezes demora 1h pra registrar
posso antecipar parcelas com desconto?
pode, o desconto é proporcional aos juros
me manda a declaração de quitação
mandei no seu email cadastrado
meu email mudou, atualiza pra mim?
atualizado, confere se chegou
troquei de número, esse é o novo pra contato
cadastro atualizado com o número novo
me chama no zap que é mais fácil
te ligo em 5 minutos
pode falar agora?
to no trânsito, me manda áudio
não consigo ouvir áudio agora, escreve por favor
a reunião passou pra 16h
mando a pauta por email
o fornecedor atrasou, chega segunda
a nota fiscal vai junto com a mercadoria
faltou a nota do pedido 7781
segunda via enviada
o canhoto precisa vir assinado
quantas caixas por palete?
48 caixas
o caminhão chega as 6h na doca 3
o motorista precisa de epi pra entrar
preço do saco de cimento?
34,90 acima de 50 sacos
vcs cobrem oferta?
cobrimos com anúncio válido
o representante passa aí na quarta
a comissão dos vendedores fecha dia 30
parabéns pela meta, equipe!
tem vaga de emprego?
manda o currículo pro rh no site
fiquei sabendo da promoção pelo instagram
temos loja no shopping também
que horas fecha hoje?
até as 22h
abre no feriado?
abre das 10h as 16h
tem estacionamento?
tem, 2h grátis com compra
aceita cachorro?
aceita de pequeno porte na coleira
faz banho e tosa?
faz, a partir de 60
a Mel ta pronta, pode buscar
ração de 15kg na promoção
qual a diferença entre os dois modelos?
o de cima tem mais memória
compensa levar a garantia estendida?
depende do uso, cobre quebra acidental
vem com nota?
sempre com nota fiscal
parcelam sem juros?
em até 6x sem juros
quero presentear minha sogra, o que sugere?
esse kit de hidratante sai muito
embrulha pra presente?
embrulhamos sem custo
o buffet inclui bebida?
refrigerante e água inclusos
quantas pessoas?
80 convidados
preciso de um sinal de 30% pra reservar a data
pago o sinal hoje, qual o pix de vcs?
reservado! contrato em anexo
o noivo é alérgico a camarão
anotado, avisamos a cozinha
vcs são demais, amei o atendimento
nota 10 pra Juliana
atendimento demorado mas resolveram
to esperando há 40 minutos
desculpe a espera, já chamo um consultor
vc é robô?
não, sou o Rafael do suporte
meu protocolo é 889201
localizei aqui, um momento
pode me passar seu cpf pra localizar?
529.982.247-25
achei, pedido aprovado
o sistema ta lento hoje
sem problema, eu espero
a senha do wifi do salão ta na parede
trouxe o carro pra revisão dos 20 mil
fica pronto as 17h, troca de óleo e filtro
vazamento de óleo coberto pela garantia
preciso do carro pra viajar sexta
entrego na quinta sem falta
faz por quanto no dinheiro?
à vista sai por 750
qual o menor preço?
já está no menor preço, posso incluir o frete
fechado, pode separar
separado no seu nome até amanhã
hi, is the two bed on Mill Road still available?
it is, would you like a viewing?
saturday morning works for me
booked for 10, the agent will meet you outside
is the deposit protected?
yes, in a government scheme, you get the certificate
what bills are included?
water and internet, council tax is separate
the boiler is making a noise
I'll log a repair, someone will call today
landlord approved the repair
when does the lease end?
30 June, with two months notice
do you have any openings with the dentist this week?
thursday at 3.15 with Dr Patel
is it covered by my insurance?
bring your card and reception will check
how much is a cleaning without insurance?
95 for the first visit
please arrive ten minutes early
my son has a fever, can we see a doctor today?
we have a slot at 4.40
the prescription is ready at the pharmacy
do I need to fast for the blood test?
yes, nothing for 8 hours, water is fine
results are in the portal by friday
I can't log in to the portal
use the email you registered and reset the password there
got it, thanks
can my husband collect the results?
yes with a signed form and his id
hello, Emma in year 4 will be off sick today
thanks for letting us know, hope she feels better
when is parents evening?
thursday 7 pm in the hall
is the trip payment due this week?
by friday on the school app
can I get the reading list?
attached
the bus was late again
sorry, the driver was stuck in traffic
do you sell uniforms at the office?
second hand ones on mondays
I want to return a jacket
bring it with the tag within 30 days
can I return it without the receipt?
we can give store credit
do you have these in a 9?
only 8 and 10 left
can you put it aside for me?
sure, held until tomorrow
is the sale still on?
until sunday night
do you price match?
we do with a link to the offer
can I pay half on my card and half in cash?
of course
my card got declined, can I try another?
I'll send a new payment link
the link expired
here's a fresh one, good for 24 hours
paid, can you check?
it's in, thank you
send me the invoice for our books please
invoice 2207 attached, due in 30 days
our accounts team pays on fridays
could you add the PO number?
done, revised copy attached
the amount is off by 20
you're right, credit note on the way
where's my parcel?
out for delivery, before 6
the driver left it with a neighbour
which neighbour?
number 14, the note says
one item is missing
so sorry, I'll send it today
can I change the delivery address?
yes if it hasn't shipped
do you deliver on sundays?
saturdays only, 5 extra
I was charged twice
one of them is a hold and drops off in 3 days
I don't recognise a charge of 40
I'll block the card and raise a dispute
how do I raise my limit?
apply in the app, answer in 2 days
what's the rate on savings?
4.1% variable, can change any time
is there a fee to withdraw early?
yes, 90 days interest
funds can go down as well as up
I'd like to speak to an adviser
I can book a call for tuesday
is the call recorded?
yes, for training and quality
what documents do you need for a mortgage?
three payslips, id and proof of address
the valuation is on monday
we exchange contracts next week
congratulations on the new home!
my internet is down
please restart the router and wait three minutes
still nothing
engineer booked for tomorrow 8 to 12
the engineer didn't show
I apologise, rebooked as priority
I want to cancel my plan
may I ask why?
moving abroad
cancelled, no further charges
how do I delete my account?
settings, privacy, close account
please delete my old address from the file
done
what time do you close?
ten tonight
are you open on bank holidays?
10 to 4
do you have parking?
two hours free with a purchase
table for six at eight?
booked under Wilson
one of us is vegan
no problem, the chef knows
can we bring a cake?
yes, no charge
the food was lovely
the waiter was a bit rude
I'm sorry, I'll speak to him
how much for 80 guests?
38 a head with drinks
we need a 30% deposit to hold the date
transferring today
contract attached, please sign on page 3
signed and sent
is the van available on the 12th?
it is, 60 a day plus fuel
do I need a special licence?
a normal one is fine
the car is ready, new brake pads fitted
how long is the warranty on parts?
12 months
quote for a new screen?
140, done in an hour
will I lose my photos?
no but please back up first
can you look at my laptop today?
drop it before 5
samples arrived, quality looks good
can you do 500 units at 4.20?
4.35 is my best at that volume
deal, please send the order form
shipping from Leeds on thursday
the pallet was damaged
photos please and I'll file a claim
we need the certificate of origin
emailed this morning
our buyer is away till monday
I'll ring him then
meeting moved to 4
see you there
are you hiring?
send a cv through the site
great service from Anna, thank you
waited 40 minutes on hold
sorry about that, how can I help?
are you a bot?
no, I'm Chris from support
reference is 889201
found it, one moment
what size do you recommend?
medium, it runs large
is it machine washable?
yes at 30
does it come in green?
green lands in march
any student discount?
10% with a valid card
gift wrap please
added, free of charge
what's a nice present for my mum?
the candle set sells well
can I pick it up at the station branch?
yes from 2 pm
bring the order number and id
I left my umbrella at your office
it's at reception
happy birthday from all of us, 15% off today
unsubscribe please
you've been removed from the list
my phone number changed, please update
updated, thanks
call me when you're outside
I'm at the door
hola, ¿sigue disponible el depto de dos ambientes?
sí, ¿quiere coordinar una visita?
el sábado por la mañana
agendado a las 10, la llave la tiene el encargado
¿cuánto son las expensas?
unos 60 mil por mes
¿piden garante?
garante o seguro de caución
el calefón no prende
aviso a mantenimiento ahora
el dueño aprobó el arreglo
¿cuándo vence el contrato?
el 30 de junio
buen día, ¿tienen turno con el dentista?
el jueves a las 15.15
¿atienden por obra social?
sí, traiga el carnet
¿cuánto sale la limpieza particular?
25 mil la primera visita
mi hijo tiene fiebre, ¿lo pueden ver hoy?
hay lugar a las 16.40
¿hay que ir en ayunas?
sí, ocho horas
los resultados están el viernes
no puedo entrar al portal
use el correo con que se registró y cambie ahí la clave
¿puede retirar mi esposo?
sí, con autorización firmada
hola, Lucía de cuarto falta hoy
gracias por avisar, que se mejore
¿cuándo es la reunión de padres?
el jueves a las 19
la excursión se paga en secretaría
adjunto la lista de libros
el micro llegó tarde otra vez
disculpe, hubo mucho tránsito
quiero cambiar una campera
tráigala con etiqueta dentro de los 30 días
¿sin ticket se puede?
le damos una nota de crédito
¿tienen estas en 42?
solo 41 y 43
¿me la guarda hasta mañana?
sí, a su nombre
¿sigue la oferta?
hasta el domingo
¿hacen precio por cantidad?
desde 50 unidades 8% menos
¿puedo pagar mitad con tarjeta?
claro
me rechazó la tarjeta
le mando otro enlace de pago
el enlace venció
aquí va uno nuevo
ya pagué, ¿lo ve?
entró bien, gracias
mándeme la factura A por favor
factura 2207 adjunta
pagamos los viernes
¿puede agregar la orden de compra?
listo, va corregida
el monto está mal por 20
tiene razón, va nota de crédito
¿dónde está mi paquete?
en reparto, antes de las 18
lo dejaron con un vecino
¿con cuál?
el del 14
faltó un artículo
lo mandamos hoy sin cargo
¿se puede cambiar la dirección?
si no salió todavía, sí
¿entregan los domingos?
solo sábados
me cobraron dos veces
una es una retención, se libera en 3 días
no reconozco un cargo de 40
bloqueamos la tarjeta y abrimos reclamo
¿cómo subo el límite?
desde la app
¿qué tasa paga el plazo fijo?
la tasa de hoy es 32% anual
¿puedo retirar antes?
hay que esperar 30 días
los fondos pueden subir o bajar
quiero hablar con un asesor
le agendo una llamada para el martes
¿la llamada se graba?
sí, por calidad
¿qué papeles piden para el crédito?
recibos de sueldo y documento
la tasación es el lunes
firmamos la escritura la semana que viene
felicitaciones por la casa nueva
se cayó internet
reinicie el módem y espere tres minutos
sigue igual
técnico agendado mañana de 8 a 12
no vino nadie
le pido disculpas, quedó con prioridad
quiero dar de baja el plan
¿puedo saber el motivo?
me mudo al exterior
listo, no se le cobra más
¿cómo elimino mi cuenta?
en ajustes, privacidad
¿a qué hora cierran?
a las 22
¿abren el feriado?
de 10 a 16
¿tienen estacionamiento?
dos horas gratis
mesa para seis a las ocho
reservado a nombre de Díaz
una persona es celíaca
no hay problema, avisamos a la cocina
¿podemos llevar torta?
sí, sin cargo
la comida estuvo riquísima
el mozo fue un poco grosero
lo siento, voy a hablar con él
¿cuánto para 80 invitados?
38 por persona con bebida
pedimos una seña del 30%
la transfiero hoy, ¿cuál es el alias?
el alias es el de la empresa, figura en la factura
contrato adjunto, firme en la hoja 3
firmado y enviado
¿está la camioneta el 12?
sí, 60 por día
el auto está listo, pastillas nuevas
¿qué garantía tienen los repuestos?
12 meses
¿cuánto sale la pantalla?
140, en una hora
¿pierdo las fotos?
no, pero haga copia antes
llegaron las muestras, muy bien
¿hacen 500 unidades a 4,20?
4,35 es mi mejor precio
cerrado, mande la orden
sale el jueves del depósito
el palé llegó roto
mande fotos y hago el reclamo
falta el certificado de origen
lo mandé por correo
el comprador vuelve el lunes
lo llamo entonces
la reunión pasó a las 16
nos vemos ahí
¿están tomando gente?
mande su cv por la web
excelente atención de Ana
esperé 40 minutos en línea
disculpe, ¿en qué lo ayudo?
¿es un robot?
no, soy Martín de soporte
mi reclamo es el 889201
lo encontré, un momento
¿qué talle me recomienda?
mediano
¿se lava en lavarropas?
sí, a 30 grados
¿viene en verde?
en marzo
¿hay descuento para estudiantes?
10% con libreta
envuelto para regalo por favor
sin cargo
¿qué le regalo a mi mamá?
el set de velas gusta mucho
¿lo retiro en la sucursal centro?
sí, desde las 14
traiga el número de pedido
me olvidé el paraguas en la oficina
está en recepción
feliz cumpleaños, hoy 15% menos
ya no quiero recibir mensajes
la quitamos de la lista
cambió mi teléfono, ¿lo actualizan?
actualizado, gracias
avíseme cuando esté afuera
estoy en la puerta
A montagem é por nossa conta nas compras acima de R$ 500,00.
vou falar com meu marido e retorno
entro em contato com o fornecedor e retorno em 10 min
te dou um retorno amanha sobre a comissao
o pdf veio corrompido
a impressora hp chegou
vou matar a saudade desse bolo kkk
pfv apaga a msg de cima, mandei o endereço errado
nao apague esta conversa
pode levar pra casa hoje mesmo, ta em estoque
pega um de cada cor pra mim
o inventario do falecido ja saiu?
a gente divide em 10x sem juros
o rendimento da tinta é garantido
por fora da caixa tem a etiqueta
vou te ligar do meu celular pq o fixo caiu
meu numero mudou, anota ai o novo
com certeza vou analisar e te retorno
renda fixa é mais conservadora, mas pode oscilar
tenho conta no gmail, posso usar pra logar
quem falsificar atestado sera demitido
tomei os comprimidos q o medico receitou
mudei de banco, como atualizo pro estorno
segue meu numero pra entrega
Bom dia! o guarda-roupa ainda está na promoção?
Bom dia! Está sim, até segunda. Sai por R$ 289,90 à vista.
E parcelado?
Em 3 vezes sem juros no cartão.
Tem na cor nogueira?
Tem na cor nogueira? É pra combinar com a sala
Tem! Quer que eu reserve?
Quero, passo aí segunda 👍
Oi, vocês entregam no Vila Aurora?
Entregamos sim! O frete para o Vila Aurora fica em R$ 45,00.
E monta também?
Perfeito, vou falar com meu marido e retorno
Combinado, fico à disposição!
Olá, vi o guarda-roupa no site, qual a medida?
Olá! Mando a ficha em PDF, um instante.
Ficha técnica
Recebi, cabe certinho no quarto
Que bom! Fecho o pedido 48213 no seu nome?
Pode fechar
Boa tarde, dá pra trocar a cor do pedido 48213?
Boa tarde! Ainda dá, ele sai da fábrica segunda. Qual cor prefere?
nogueira, por favor
Trocado! O prazo continua o mesmo.
Obrigada, vocês são ótimos ❤️
Queria mostrar onde vai ficar o guarda-roupa
Ficou ótimo o espaço! Pela foto, sugiro o de 1,80 m.
Também acho. Qual o prazo?
Entregamos segunda, período da manhã.
Olá! Seu orçamento 48213 vence segunda. Quer que eu prorrogue?
Prorroga por favor, recebo só na semana que vem
Prorrogado por mais sete dias.
Valeu!
Oi, o guarda-roupa chegou com um risco na lateral
Olha só
Sinto muito! Já abri a troca no pedido 48213.
Quando vem?
Agendei para segunda, entre 9h e 18h.
Tá bom, fico em casa
O montador não apareceu hoje 😕
Peço desculpas. Vou verificar agora mesmo.
Ele teve um problema com o carro. Consigo segunda às 9h, pode ser?
Pode, mas por favor confirmem
Confirmado, mando mensagem quando ele sair.
Boa tarde, perdi o manual de o guarda-roupa
Boa tarde! Segue o manual.
Era isso mesmo, muito obrigado
Falta uma caixa do pedido 48213
Consta que a caixa 3 ficou no depósito. Entregamos segunda, sem custo.
Não consigo montar sem ela
Não consigo montar sem ela, são as dobradiças
Entendo. Pedi prioridade.
Obrigada
Explico por áudio que é mais fácil
Ouvi! É a regulagem dos pés. Gire no sentido horário.
Funcionou, que alívio
Qual o telefone da assistência da garantia?
A garantia é com a gente mesmo, pode falar por aqui. Qual o pedido?
48213
Achei! Está coberto até o ano que vem.
Bom dia! A parcela de R$ 289,90 vence segunda. Posso enviar o boleto?
Pode mandar
Segue o boleto.
Pago amanhã sem falta
Obrigado! Qualquer dúvida estamos por aqui.
Paguei agora, segue o comprovante
Comprovante
Recebido! A baixa sai em até dois dias úteis.
Obrigado 🙏
Não vou conseguir pagar R$ 289,90 este mês
Entendo. Posso dividir em 3 vezes, a primeira só segunda.
Tem juros?
Sem juros se aceitar até segunda.
Aceito, pode gerar
Gerado, contrato 48213.
Por que veio uma taxa a mais no boleto?
É o seguro da montagem, contratado no pedido 48213.
Não contratei isso não
Vou cancelar e mandar um boleto novo.
Tá bom, aguardo
Bom dia, já caiu meu pagamento?
Bom dia! Caiu sim, R$ 289,90. Seu contrato está em dia.
Ótimo
Hello! Do you have the bookcase in a lighter wood?
Hello! Yes, in oak, for R$ 289.90.
Could you hold one for me?
Could you hold one for me until Monday?
Of course, order 48310 is on hold until Monday.
Brilliant, thank you
Hi, could you send me the measurements of the bookcase?
Here is the data sheet.
Perfect, it fits
Morning! Any news about order 48310?
Good morning! It leaves the warehouse on Monday.
Great, my neighbour can take it in
Noted, thank you.
One of the hinges of the bookcase is bent
See here
Sorry about that! A new one is on its way.
That was quick, thanks
I paid R$ 289.90 this morning, can you confirm?
Confirmed, thank you! Nothing is due until next month.
Lovely
Buenas, ¿el librero viene armado?
¡Buenas! Lo armamos nosotros sin costo.
¿Y cuánto sale?
¿Y cuánto sale con la entrega?
R$ 289,90, con entrega el lunes.
Perfecto, lo aparto
¿Me manda las medidas de el librero?
Aquí está la ficha.
Muchas gracias, muy amable
Hola, el pedido 48622 llegó sin tornillos
Mire
Disculpe, los enviamos el lunes.
Quedo a la espera
¿Hasta cuándo dura la garantía?
Un año desde la entrega del pedido 48622.
Gracias
Ya pagué R$ 289,90, ¿me lo confirman?
Confirmado, su cuenta está al día.
Muy bien
a conta da empresa ta com problema no app, ja abri chamado no banco
como altero a conta do meu salario pra portabilidade?
nao precisa confirmar presença, é so chegar
nao precisa confirmar, o horario ja ta marcado
divide em 3 cartoes?
posso pagar metade no pix e metade no cartao?
o seguro do emprestimo é opcional e vem na parcela
o iof já esta incluso no valor financiado
assina por favor e manda foto
a venda ficou no nome da minha esposa, pode retirar
registra a venda no sistema e emite a nota
pede pro marcos trazer o crachá dele
esqueci meu crachá, como entro?
a auditoria pediu o cadastro atualizado
o cartão da empresa foi recusado na maquininha
vou passar no cartão da empresa, pode emitir a nota no cnpj
o diretor pediu urgência nesse orçamento
estou em reunião, te ligo ja
meu celular caiu na agua, vcs consertam?
troquei de número, atualiza no cadastro por favor
o estorno cai na sua conta em 5 dias
nem precisa vir na loja, entregamos em casa
a conta é pessoa física ou jurídica?
vende pra pessoa física tambem?
a chave pix é minha, pode devolver nela
a chave é o cnpj da loja, não é minha
meu salario cai dia 5, pago depois disso
usa a senha do wifi da gerente? é a que ta no quadro
quem assina pelo condomínio é o síndico
minha mãe pode assinar por mim na entrega?
o porteiro assina por mim se eu nao tiver
meu marido leva embora hoje se tiver pronto
o técnico tira um pouco do gás e ajusta
divide o pagamento em 2x no cartão?
ninguém me avisou do atraso, pega um horário novo pra mim
vou falar com a gerente e te dou retorno, ninguém mexeu no seu pedido
pega umas fotos do estoque e me manda
cancela a venda pq o cliente desistiu
do caixa pra baixo tudo em promoção, leva pra casa hoje
o carro da empresa quebrou, por isso atrasou
o motorista leva embora o sofá velho
paga o iof na compra internacional?
tem iof?
pode depositar a taxa de matrícula na conta da escola
em sigilo médico, só passamos pro paciente
assunto confidencial favor tratar por email
faz o pagamento na loja ou online?
quebrei o celular, perdi as conversas, reenvia o boleto?
ele nem precisa vir, pode retirar a esposa com rg
funcionário recebe salário na conta nova a partir de maio
o contador pediu a nota antes da auditoria
a auditoria vem segunda, organizem os documentos
fornecedor pediu retorno até amanhã, ninguém respondeu
me devolve pra mim a nota por favor, fornecedor errado
no need to confirm with us, just come by
do I need to pay the insurance before delivery?
can someone sign for me when the parcel arrives?
me lo llevo, que nadie lo toque jaja
nadie me avisó, cancela la venta por favor
cancela la venta, el proveedor no tiene stock
cancel the sale, nobody showed up
cancela a venda, o fornecedor nao tem
take some photos from the warehouse please
pega uns boletos do fornecedor e manda pra mim
`
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '');
