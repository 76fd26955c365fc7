/** The built-in monitoring policy for agents: what is monitored, what is not, who reads it, and what rights they have. */
import type { Controller, PolicyTexts } from '../number/capture-settings.ts';

/** Acknowledged, never consented to: an employee cannot freely refuse (EDPB Guidelines 05/2020, 21; LGPD art. 8 §3). */
export function builtInPolicy({ name, dpoContact }: Pick<Controller, 'name' | 'dpoContact'>): PolicyTexts {
  return {
    'pt-BR': portuguese(name ?? '…', dpoContact ?? '…'),
    en: english(name ?? '…', dpoContact ?? '…'),
    es: spanish(name ?? '…', dpoContact ?? '…'),
  };
}

function portuguese(company: string, dpo: string): string {
  return `Os números de WhatsApp da ${company} são para o trabalho e são monitorados.

O que é guardado: as mensagens trocadas com clientes por estes números, inclusive as editadas e as apagadas, a hora e o aparelho que as enviou. Cada cliente é avisado antes; o que chega antes do aviso não é guardado.

O que não é guardado: conversas que você marcar como particulares, status, listas de transmissão, canais e grupos não autorizados. Não use estes números para assuntos pessoais.

Como é usado: um programa compara as mensagens com as regras da empresa e mostra as suspeitas a pessoas autorizadas. Nenhuma medida é tomada sem que uma pessoa leia e decida. Não há nota nem classificação de atendentes.

Quem lê: a gestão de conformidade e a pessoa encarregada de dados. Cada leitura fica registrada com nome e hora. Quem administra o sistema não vê o conteúdo.

Seus direitos: você pode saber o que há sobre você, pedir correção e contestar um alerta. Fale com a pessoa encarregada de dados: ${dpo}.

Ao confirmar, você declara que leu este texto. Isto não é um consentimento e você não está abrindo mão de nenhum direito.`;
}

function english(company: string, dpo: string): string {
  return `The WhatsApp numbers of ${company} are for work, and they are monitored.

What is kept: the messages exchanged with customers on these numbers, including edited and deleted ones, their time and the device that sent them. Every customer is told first; what arrives before the notice is not kept.

What is not kept: conversations that you mark as private, status updates, broadcast lists, channels, and groups that were not allowed. Do not use these numbers for personal matters.

How it is used: a program compares the messages with the company's rules and shows possible problems to authorised people. Nothing is decided unless a person has read and judged it. Agents are neither scored nor ranked.

Who reads it: compliance managers and the data protection officer. Each reading is recorded with name and time. Those who administer the system do not see content.

Your rights: you may learn what is held about you, have it corrected, and contest an alert. Write to the data protection officer: ${dpo}.

By confirming you state that you have read this text. It is not a consent, and you give up no right.`;
}

function spanish(company: string, dpo: string): string {
  return `Los números de WhatsApp de ${company} son para el trabajo y están monitoreados.

Qué se guarda: los mensajes intercambiados con clientes por estos números, incluidos los editados y los eliminados, su hora y el dispositivo que los envió. A cada cliente se le avisa antes; lo que llega antes del aviso no se guarda.

Qué no se guarda: las conversaciones que usted marque como privadas, los estados, las listas de difusión, los canales y los grupos no autorizados. No use estos números para asuntos personales.

Cómo se usa: un programa compara los mensajes con las reglas de la empresa y muestra las sospechas a personas autorizadas. Nada se decide sin que una persona lo lea y lo juzgue. No hay notas ni clasificaciones de agentes.

Quién lo lee: la gestión de cumplimiento y la persona delegada de protección de datos. Cada lectura queda registrada con nombre y hora. Quien administra el sistema no ve el contenido.

Sus derechos: puede saber qué hay sobre usted, pedir que se corrija e impugnar una alerta. Escriba a la persona delegada de protección de datos: ${dpo}.

Al confirmar, usted declara que leyó este texto. No es un consentimiento y no renuncia a ningún derecho.`;
}
