/** The words of the demo at the terminal and on its control page, in three languages. */
import type { Language } from '@atalaia/storage';
import type { VisitorRole } from './company.ts';
import type { TroubleName } from './trouble.ts';

export interface ControlTexts {
  readonly title: string;
  readonly intro: string;
  readonly preparing: string;
  readonly linksTitle: string;
  readonly linksHint: string;
  readonly roles: Readonly<Record<VisitorRole | 'agent', string>>;
  readonly dayTitle: string;
  /** One person's rights from the request to the erasure, in the order to walk it; the names are those on buttons. */
  readonly day: readonly string[];
  readonly troubleTitle: string;
  readonly control: string;
  readonly end: string;
  readonly kept: string;
  readonly failed: string;
  /** Of each button: its label, what to look at, and what the page says once it is done. */
  readonly troubles: Readonly<Record<TroubleName, { label: string; look: string; done: string }>>;
}

export const controlTexts: Readonly<Record<Language, ControlTexts>> = {
  'pt-BR': {
    title: 'Atalaia: painel da demonstração',
    intro:
      'A Casa Araçari é uma empresa inventada. Três números, seis atendentes e quarenta contatos conversam por um WhatsApp que roda só nesta máquina. Nada sai daqui.',
    preparing: 'Preparando a empresa inventada e os 90 dias de histórico…',
    linksTitle: 'Entre como',
    linksHint: 'Cada link funciona uma vez: escolha nome e senha. Use uma janela anônima para cada papel.',
    roles: {
      administrator: 'Administração (liga números, não vê conteúdo)',
      'manager-dpo': 'Gestão e encarregado (alertas, conversas, direitos)',
      auditor: 'Auditoria (só provas, sem conteúdo)',
      agent: 'Atendente nova: ler a política e dar ciência',
    },
    dayTitle: 'Um dia do encarregado, em ordem',
    day: [
      'Entre como «Gestão e encarregado» e aperte «Um contato escreve MEUS DADOS». O pedido aparece em Pedidos, com prazo. (Remedios Olmedo pede os seus, em espanhol, um minuto depois do início.)',
      'Abra o pedido. Anote a segunda prova, clique em «Eu respondo», leia a declaração simplificada.',
      '«Criar link e código». Abra o link numa janela estreita, como num telefone, digite o código; veja, baixe o ZIP, peça uma correção.',
      'De volta a Pedidos: aceite a correção, responda o acesso. Na janela do portal, a pessoa vê as duas respostas.',
      'Abra o ZIP: index.html e verify.html abrem sem internet. No terminal, npx atalaia verify ARQUIVO.zip. Depois «Trocar um byte de uma exportação»: recusado, com o nome do arquivo.',
      'Na página da pessoa: «Preservar», e «Eliminar…» é recusada. Levante a preservação, elimine, baixe o certificado. O link do portal morre na hora.',
      '«Restaurar o backup feito no início»: com as chaves de hoje, nada de quem foi eliminado abre.',
    ],
    troubleTitle: 'Cause um problema',
    control: 'Painel da demonstração',
    end: 'Ctrl+C encerra e apaga tudo.',
    kept: 'As pastas ficaram em',
    failed: 'Não deu certo agora. Espere alguns segundos e tente de novo.',
    troubles: {
      kill: {
        label: 'Matar o programa',
        look: 'Ele volta sozinho. Nada se perde, nada se repete.',
        done: 'O programa foi morto no meio do trabalho e já voltou.',
      },
      cut: {
        label: 'Cortar a rede de Vendas',
        look: 'Veja a lacuna em Números e na conversa; o que veio depois é entregue.',
        done: 'A rede de Vendas caiu; o programa tenta de novo, cada vez mais espaçado.',
      },
      corrupt: {
        label: 'Corromper uma mensagem',
        look: 'Ela é contada como ilegível e pedida de novo ao telefone.',
        done: 'Um byte da próxima mensagem foi trocado no caminho.',
      },
      'opt-out': {
        label: 'Um contato escreve SAIR',
        look: 'A captura para antes da mensagem seguinte; o encarregado é avisado.',
        done: 'Um contato escreveu SAIR.',
      },
      leak: {
        label: 'Um atendente vaza um CPF',
        look: 'Um alerta aparece em menos de um segundo, com o CPF mascarado.',
        done: 'Um atendente mandou o CPF de outra pessoa.',
      },
      edit: {
        label: 'Um contato edita uma mensagem',
        look: 'A conversa mostra as duas versões.',
        done: 'Um contato editou o que tinha escrito.',
      },
      delete: {
        label: 'Um atendente apaga para todos',
        look: 'O original continua guardado e marcado como apagado.',
        done: 'Um atendente apagou uma mensagem para todos.',
      },
      'ask-data': {
        label: 'Um contato escreve MEUS DADOS',
        look: 'Um pedido abre em Pedidos, com prazo. Na página da pessoa: exporte, ou crie o link do portal e abra-o com o código.',
        done: 'Um contato pediu os próprios dados.',
      },
      flip: {
        label: 'Trocar um byte de uma exportação',
        look: 'Uma pessoa é exportada, o ZIP é conferido, um byte é trocado e o verificador diz em qual arquivo.',
        done: 'Conferido antes, um byte trocado, conferido depois:',
      },
      restore: {
        label: 'Restaurar o backup feito no início',
        look: 'Antes, elimine alguém na página da pessoa. O backup antigo volta ao lado, com as chaves de hoje: de quem foi eliminado nada abre.',
        done: 'O backup foi restaurado em outra pasta, com as chaves de hoje:',
      },
      unlink: {
        label: 'Desvincular Cobrança no telefone (401)',
        look: 'O número para, um alerta do sistema aparece, e só uma pessoa religa.',
        done: 'O telefone de Cobrança removeu o aparelho.',
      },
      replace: {
        label: 'Abrir Suporte em outro lugar (440)',
        look: 'O programa para e não disputa a conexão.',
        done: 'Outro programa entrou com a conexão de Suporte.',
      },
      scan: {
        label: 'Ler o QR code com o telefone',
        look: 'Religa os números parados; se o QR está na sua tela, é ele que é lido.',
        done: 'Os números parados foram ligados de novo.',
      },
    },
  },
  en: {
    title: 'Atalaia: demo control page',
    intro:
      'Casa Araçari is an invented company. Three numbers, six agents and forty contacts talk over a WhatsApp that runs on this machine only. Nothing leaves it.',
    preparing: 'Preparing the invented company and its 90 days of history…',
    linksTitle: 'Come in as',
    linksHint: 'Each link works once: choose a name and a password. Use a private window for each role.',
    roles: {
      administrator: 'Administrator (links numbers, sees no content)',
      'manager-dpo': 'Manager and DPO (alerts, conversations, rights)',
      auditor: 'Auditor (proof only, no content)',
      agent: 'New agent: read the policy and acknowledge it',
    },
    dayTitle: 'A day of the DPO, in order',
    day: [
      'Come in as “Manager and DPO” and press “A contact types MY DATA”. The request appears under Requests, with its clock. (Remedios Olmedo asks for hers, in Spanish, a minute after the start.)',
      'Open the request. Enter the second proof, press “I will answer”, read the simplified statement.',
      '“Make link and code”. Open the link in a narrow window, as on a phone, type the code; see, download the ZIP, ask for a correction.',
      'Back under Requests: accept the correction, answer the access. In the portal window the person sees both answers.',
      'Open the ZIP: index.html and verify.html open without a network. At the terminal, npx atalaia verify FILE.zip. Then “Change one byte of an export”: refused, with the name of the file.',
      'On the person’s page: “Place a hold”, and “Erase…” is refused. Lift the hold, erase, download the certificate. The portal link dies at once.',
      '“Restore the backup made at the start”: with today’s keys nothing of whoever was erased opens.',
    ],
    troubleTitle: 'Cause trouble',
    control: 'Demo control page',
    end: 'Ctrl+C ends it and removes everything.',
    kept: 'The folders were kept in',
    failed: 'That did not work just now. Wait a few seconds and try again.',
    troubles: {
      kill: {
        label: 'Kill the program',
        look: 'It comes back by itself. Nothing is lost, nothing doubled.',
        done: 'The program was killed in the middle of its work and is back.',
      },
      cut: {
        label: 'Cut the network of Vendas',
        look: 'See the gap under Numbers and in the conversation; what came meanwhile is delivered.',
        done: 'The network of Vendas went down; the program tries again, less and less often.',
      },
      corrupt: {
        label: 'Corrupt a message',
        look: 'It is counted as undecryptable, and the phone is asked for it again.',
        done: 'One byte of the next message was changed on its way.',
      },
      'opt-out': {
        label: 'A contact types SAIR (stop)',
        look: 'Capture stops before their next message; the DPO is told.',
        done: 'A contact opted out.',
      },
      leak: {
        label: 'An agent leaks a CPF',
        look: 'An alert appears in under a second, with the CPF masked.',
        done: "An agent sent somebody else's CPF.",
      },
      edit: {
        label: 'A contact edits a message',
        look: 'The conversation shows both versions.',
        done: 'A contact edited what they had written.',
      },
      delete: {
        label: 'An agent deletes for everyone',
        look: 'The original stays kept, marked as deleted.',
        done: 'An agent deleted a message for everyone.',
      },
      'ask-data': {
        label: 'A contact types MY DATA',
        look: "A request opens under Requests, with its clock. On the person's page: export, or make a portal link and open it with the code.",
        done: 'A contact asked for their own data.',
      },
      flip: {
        label: 'Change one byte of an export',
        look: 'A person is exported, the ZIP is checked, one byte is changed, and the verifier names the file.',
        done: 'Checked before, one byte changed, checked after:',
      },
      restore: {
        label: 'Restore the backup made at the start',
        look: "Erase somebody on their page first. The old backup comes back beside the company, with today's keys: of whoever was erased nothing opens.",
        done: "The backup was restored into another folder, with today's keys:",
      },
      unlink: {
        label: 'Unlink Cobrança on the phone (401)',
        look: 'The number stops, a system alert appears, and only a human links it again.',
        done: 'The phone of Cobrança removed the device.',
      },
      replace: {
        label: 'Open Suporte somewhere else (440)',
        look: 'The program stops and does not fight for the connection.',
        done: 'Another program took over the connection of Suporte.',
      },
      scan: {
        label: 'Scan the QR code with the phone',
        look: 'Links stopped numbers again; if a QR code is on your screen, that one is scanned.',
        done: 'The stopped numbers are linked again.',
      },
    },
  },
  es: {
    title: 'Atalaia: panel de la demostración',
    intro:
      'Casa Araçari es una empresa inventada. Tres números, seis agentes y cuarenta contactos conversan por un WhatsApp que funciona solo en esta máquina. Nada sale de ella.',
    preparing: 'Preparando la empresa inventada y sus 90 días de historial…',
    linksTitle: 'Entre como',
    linksHint: 'Cada enlace funciona una vez: elija nombre y contraseña. Use una ventana privada para cada papel.',
    roles: {
      administrator: 'Administración (vincula números, no ve contenido)',
      'manager-dpo': 'Gestión y delegado de datos (alertas, conversaciones, derechos)',
      auditor: 'Auditoría (solo pruebas, sin contenido)',
      agent: 'Agente nueva: leer la política y darse por enterada',
    },
    dayTitle: 'Un día del delegado, en orden',
    day: [
      'Entre como «Gestión y delegado de datos» y pulse «Un contacto escribe MIS DATOS». La solicitud aparece en Solicitudes, con su plazo. (Remedios Olmedo pide los suyos un minuto después del comienzo.)',
      'Abra la solicitud. Anote la segunda prueba, pulse «Respondo yo», lea la declaración simplificada.',
      '«Crear enlace y código». Abra el enlace en una ventana estrecha, como en un teléfono, escriba el código; vea, descargue el ZIP, pida una rectificación.',
      'De vuelta en Solicitudes: acepte la rectificación, responda el acceso. En la ventana del portal la persona ve las dos respuestas.',
      'Abra el ZIP: index.html y verify.html se abren sin internet. En la terminal, npx atalaia verify ARCHIVO.zip. Después «Cambiar un byte de una exportación»: rechazado, con el nombre del archivo.',
      'En la página de la persona: «Retener», y «Suprimir…» se rechaza. Levante la retención, suprima, descargue el certificado. El enlace del portal muere al momento.',
      '«Restaurar la copia hecha al comienzo»: con las claves de hoy no se abre nada de quien fue suprimido.',
    ],
    troubleTitle: 'Cause un problema',
    control: 'Panel de la demostración',
    end: 'Ctrl+C la termina y borra todo.',
    kept: 'Las carpetas quedaron en',
    failed: 'Ahora no funcionó. Espere unos segundos e inténtelo de nuevo.',
    troubles: {
      kill: {
        label: 'Matar el programa',
        look: 'Vuelve solo. Nada se pierde, nada se repite.',
        done: 'El programa fue detenido en pleno trabajo y ya volvió.',
      },
      cut: {
        label: 'Cortar la red de Vendas',
        look: 'Vea la interrupción en Números y en la conversación; lo que llegó entretanto se entrega.',
        done: 'La red de Vendas cayó; el programa reintenta cada vez más espaciado.',
      },
      corrupt: {
        label: 'Dañar un mensaje',
        look: 'Se cuenta como ilegible y se pide de nuevo al teléfono.',
        done: 'Un byte del próximo mensaje cambió por el camino.',
      },
      'opt-out': {
        label: 'Un contacto escribe SAIR (baja)',
        look: 'La captura se detiene antes de su próximo mensaje; se avisa al delegado.',
        done: 'Un contacto pidió la baja.',
      },
      leak: {
        label: 'Un agente filtra un CPF',
        look: 'Aparece una alerta en menos de un segundo, con el CPF enmascarado.',
        done: 'Un agente envió el CPF de otra persona.',
      },
      edit: {
        label: 'Un contacto edita un mensaje',
        look: 'La conversación muestra las dos versiones.',
        done: 'Un contacto editó lo que había escrito.',
      },
      delete: {
        label: 'Un agente elimina para todos',
        look: 'El original sigue guardado, marcado como eliminado.',
        done: 'Un agente eliminó un mensaje para todos.',
      },
      'ask-data': {
        label: 'Un contacto escribe MIS DATOS',
        look: 'Se abre una solicitud en Solicitudes, con su plazo. En la página de la persona: exporte, o cree el enlace del portal y ábralo con el código.',
        done: 'Un contacto pidió sus propios datos.',
      },
      flip: {
        label: 'Cambiar un byte de una exportación',
        look: 'Se exporta a una persona, se comprueba el ZIP, se cambia un byte y el verificador dice en qué archivo.',
        done: 'Comprobado antes, un byte cambiado, comprobado después:',
      },
      restore: {
        label: 'Restaurar la copia hecha al comienzo',
        look: 'Antes, suprima a alguien en su página. La copia antigua vuelve al lado, con las claves de hoy: de quien fue suprimido no se abre nada.',
        done: 'La copia se restauró en otra carpeta, con las claves de hoy:',
      },
      unlink: {
        label: 'Desvincular Cobrança en el teléfono (401)',
        look: 'El número se detiene, aparece una alerta del sistema y solo una persona lo vincula de nuevo.',
        done: 'El teléfono de Cobrança quitó el dispositivo.',
      },
      replace: {
        label: 'Abrir Suporte en otro lugar (440)',
        look: 'El programa se detiene y no disputa la conexión.',
        done: 'Otro programa tomó la conexión de Suporte.',
      },
      scan: {
        label: 'Leer el código QR con el teléfono',
        look: 'Vincula otra vez los números detenidos; si el QR está en su pantalla, se lee ese.',
        done: 'Los números detenidos están vinculados otra vez.',
      },
    },
  },
};
