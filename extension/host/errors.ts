/** Made by `make generate` from native_host/schemas/ and native_host/errors.json. Do not edit. */
import type { ErrorCode } from './messages';

export interface ErrorSentences {
  readonly message: string;
  readonly hint: string;
}

export interface ErrorRow {
  readonly fr: ErrorSentences;
  readonly en: ErrorSentences;
  readonly retryable: boolean;
}

/** What is said of each failure: `message` to the clinician, `hint` to the person who administers the machine. */
export const ERRORS: Readonly<Record<ErrorCode, ErrorRow>> = {
  bad_request: {
    fr: {
      message:
        'La demande n’a pas été comprise. Rechargez la page et recommencez ; si cela continue, prévenez votre service informatique.',
      hint: 'Le message reçu ne respecte pas le protocole : {reason}.',
    },
    en: {
      message:
        'The request could not be understood. Reload the page and try again; if it goes on, tell your IT department.',
      hint: 'The message received does not follow the protocol: {reason}.',
    },
    retryable: false,
  },
  unsupported_version: {
    fr: {
      message:
        'L’extension et le programme installé sur cet ordinateur ne sont pas à la même version. Demandez à votre service informatique de les mettre à jour.',
      hint: 'Version du protocole demandée : {asked} ; version prise en charge : {supported}. Mettez à jour l’extension et posos-bridge.',
    },
    en: {
      message:
        'The extension and the program installed on this computer are not of the same version. Ask your IT department to update them.',
      hint: 'Protocol version asked for: {asked}; version supported: {supported}. Update the extension and posos-bridge.',
    },
    retryable: false,
  },
  message_too_large: {
    fr: {
      message: 'Il y a trop d’éléments dans cette demande. Choisissez moins de médicaments et recommencez.',
      hint: 'Message de {size} octets reçu ; la limite est de {limit} octets.',
    },
    en: {
      message: 'There is too much in this request. Choose fewer drugs and try again.',
      hint: 'A message of {size} bytes came in; the limit is {limit} bytes.',
    },
    retryable: false,
  },
  unknown_op: {
    fr: {
      message:
        'Le programme installé sur cet ordinateur ne connaît pas cette action. Demandez à votre service informatique de le mettre à jour.',
      hint: 'Opération inconnue : « {op} ». Mettez à jour posos-bridge ; l’extension est plus récente que lui.',
    },
    en: {
      message: 'The program installed on this computer does not know this action. Ask your IT department to update it.',
      hint: 'Unknown operation: “{op}”. Update posos-bridge: the extension is newer than it.',
    },
    retryable: false,
  },
  unknown_guide: {
    fr: {
      message: 'Ce guide Posos n’est pas disponible sur cet ordinateur. Choisissez-en un autre.',
      hint: 'Guide inconnu : « {guide} ». Guides configurés : {guides}. Un guide s’ajoute par une table [[guides]] de la configuration.',
    },
    en: {
      message: 'This Posos guide is not available on this computer. Choose another one.',
      hint: 'Unknown guide: “{guide}”. Configured guides: {guides}. A guide is added with a [[guides]] table in the configuration.',
    },
    retryable: false,
  },
  invalid_code: {
    fr: {
      message: 'Un des codes de médicament n’est pas valable. Vérifiez la sélection et recommencez.',
      hint: 'Pas un code UCD13 valable (34008…, clé EAN-13) : {code}.',
    },
    en: {
      message: 'One of the drug codes is not valid. Check the selection and try again.',
      hint: 'Not a valid UCD13 code (34008…, EAN-13 key): {code}.',
    },
    retryable: false,
  },
  no_practitioner: {
    fr: {
      message:
        'Aucun professionnel de santé n’est enregistré pour cette session. Demandez à votre service informatique d’ajouter votre identité.',
      hint: 'Ajoutez à la configuration une table [practitioner], ou [[practitioners]] avec os_user = "{os_user}". Fichiers lus : {files}.',
    },
    en: {
      message: 'No health professional is registered for this session. Ask your IT department to add your identity.',
      hint: 'Add to the configuration a [practitioner] table, or [[practitioners]] with os_user = "{os_user}". Files read: {files}.',
    },
    retryable: false,
  },
  practitioner_refused: {
    fr: {
      message:
        'Cette page n’est pas autorisée à indiquer qui se connecte à Posos. Demandez à votre service informatique de l’autoriser.',
      hint: 'L’origine {origin} n’est pas dans accept_practitioner_from.',
    },
    en: {
      message: 'This page is not allowed to say who signs in to Posos. Ask your IT department to allow it.',
      hint: 'The origin {origin} is not in accept_practitioner_from.',
    },
    retryable: false,
  },
  not_configured: {
    fr: {
      message:
        'Posos n’est pas encore configuré sur cet ordinateur. Demandez à votre service informatique de terminer l’installation.',
      hint: 'Configuration à corriger : fichier {file}, clé {key} : {reason}. « posos-bridge setup » écrit une configuration, « posos-bridge doctor » la vérifie.',
    },
    en: {
      message: 'Posos is not yet configured on this computer. Ask your IT department to complete the installation.',
      hint: 'Configuration to correct: file {file}, key {key}: {reason}. `posos-bridge setup` writes a configuration, `posos-bridge doctor` checks it.',
    },
    retryable: false,
  },
  key_unreadable: {
    fr: {
      message:
        'L’accès à Posos de votre établissement est introuvable sur cet ordinateur. Prévenez votre service informatique.',
      hint: 'La clé du compte de service ne se lit pas : {where} ({reason}).',
    },
    en: {
      message: 'Your institution’s access to Posos cannot be found on this computer. Tell your IT department.',
      hint: 'The service account key cannot be read: {where} ({reason}).',
    },
    retryable: false,
  },
  key_invalid: {
    fr: {
      message:
        'L’accès à Posos de votre établissement est endommagé sur cet ordinateur. Prévenez votre service informatique.',
      hint: 'La clé du compte de service n’est pas utilisable : {where} ({reason}). Remettez le fichier .json d’origine avec « posos-bridge key import ».',
    },
    en: {
      message: 'Your institution’s access to Posos is damaged on this computer. Tell your IT department.',
      hint: 'The service account key is not usable: {where} ({reason}). Put the original .json back with `posos-bridge key import`.',
    },
    retryable: false,
  },
  key_permissions: {
    fr: {
      message:
        'L’accès à Posos de votre établissement n’est pas assez protégé sur cet ordinateur. Prévenez votre service informatique.',
      hint: 'D’autres que son propriétaire peuvent lire la clé {where} (droits {mode}). Exécutez : {command}',
    },
    en: {
      message:
        'Your institution’s access to Posos is not protected well enough on this computer. Tell your IT department.',
      hint: 'Others than its owner can read the key {where} (mode {mode}). Run: {command}',
    },
    retryable: false,
  },
  caller_refused: {
    fr: {
      message:
        'Cette extension n’est pas autorisée à utiliser Posos sur cet ordinateur. Demandez à votre service informatique de l’autoriser.',
      hint: 'Appelant refusé : {caller}. Autorisez une extension que vous avez construite avec « posos-bridge install --extension-id ».',
    },
    en: {
      message: 'This extension is not allowed to use Posos on this computer. Ask your IT department to allow it.',
      hint: 'Caller refused: {caller}. Allow an extension of your own build with `posos-bridge install --extension-id`.',
    },
    retryable: false,
  },
  clock_skew: {
    fr: {
      message:
        'L’heure de cet ordinateur n’est pas juste, Posos refuse la connexion. Demandez à votre service informatique de la régler.',
      hint: 'D’après {host}, l’horloge est fausse (écart : {seconds} s). Activez la synchronisation de l’heure (NTP).',
    },
    en: {
      message:
        'The clock of this computer is wrong and Posos refuses the connection. Ask your IT department to set it.',
      hint: 'By {host}, the clock is wrong (difference: {seconds} s). Turn time synchronisation (NTP) on.',
    },
    retryable: false,
  },
  token_refused: {
    fr: {
      message: 'Posos ne reconnaît plus l’accès de votre établissement. Prévenez votre service informatique.',
      hint: '{host} a refusé la clé du compte de service (HTTP {status}, {reason}). La clé est-elle révoquée, le compte supprimé ? Demandez une nouvelle clé à Posos.',
    },
    en: {
      message: 'Posos no longer recognises your institution’s access. Tell your IT department.',
      hint: '{host} refused the service account key (HTTP {status}, {reason}). Is the key revoked, the account deleted? Ask Posos for a new key.',
    },
    retryable: false,
  },
  unauthorized: {
    fr: {
      message: 'Posos n’a pas accepté la connexion de votre établissement. Prévenez votre service informatique.',
      hint: '{host} a répondu 401 à un jeton neuf. Vérifiez client_id, et que la clé et base_url sont du même environnement ({environment}).',
    },
    en: {
      message: 'Posos did not accept your institution’s connection. Tell your IT department.',
      hint: '{host} answered 401 to a fresh token. Check client_id, and that key and base_url belong to the same environment ({environment}).',
    },
    retryable: false,
  },
  forbidden: {
    fr: {
      message: 'Votre établissement n’a pas encore accès à ce service de Posos. Prévenez votre service informatique.',
      hint: '{host} a répondu 403 : demandez à Posos d’ouvrir l’accès au compte de service pour l’environnement {environment}.',
    },
    en: {
      message: 'Your institution does not have access to this Posos service yet. Tell your IT department.',
      hint: '{host} answered 403: ask Posos to give the service account access to the environment {environment}.',
    },
    retryable: false,
  },
  rejected: {
    fr: {
      message:
        'Posos n’a pas accepté cette demande. Vérifiez votre identité et les médicaments choisis ; si cela continue, prévenez votre service informatique.',
      hint: '{host} a répondu {status}. L’identifiant du professionnel est-il connu de Posos dans l’environnement {environment} ?',
    },
    en: {
      message:
        'Posos did not accept this request. Check your identity and the drugs chosen; if it goes on, tell your IT department.',
      hint: '{host} answered {status}. Is the practitioner’s identifier known to Posos in the environment {environment}?',
    },
    retryable: false,
  },
  rate_limited: {
    fr: {
      message: 'Il y a trop de demandes en ce moment. Attendez quelques secondes et recommencez.',
      hint: 'Limite atteinte : {limit}.',
    },
    en: {
      message: 'There are too many requests at the moment. Wait a few seconds and try again.',
      hint: 'Limit reached: {limit}.',
    },
    retryable: true,
  },
  network: {
    fr: {
      message: 'Posos n’est pas joignable. Vérifiez la connexion au réseau et recommencez.',
      hint: 'Pas de connexion à {host} : {reason}.',
    },
    en: {
      message: 'Posos cannot be reached. Check the network connection and try again.',
      hint: 'No connection to {host}: {reason}.',
    },
    retryable: true,
  },
  tls: {
    fr: {
      message:
        'La connexion sécurisée à Posos n’a pas pu être vérifiée sur ce réseau. Prévenez votre service informatique.',
      hint: 'Le certificat présenté pour {host}, émis par {issuer}, n’est pas accepté : {reason}. Si c’est celui d’un proxy de l’établissement, ajoutez son autorité au magasin du système, ou à network.ca_bundle.',
    },
    en: {
      message: 'The secure connection to Posos could not be verified on this network. Tell your IT department.',
      hint: 'The certificate presented for {host}, issued by {issuer}, is not accepted: {reason}. If it is your own proxy’s, add its authority to the system’s store, or to network.ca_bundle.',
    },
    retryable: false,
  },
  proxy: {
    fr: {
      message:
        'Le réseau de l’établissement ne laisse pas passer la connexion à Posos. Prévenez votre service informatique.',
      hint: 'Le proxy {proxy} n’a pas ouvert la connexion à {host} : {reason}. Réglage : network.proxy.',
    },
    en: {
      message: 'Your institution’s network does not let the connection to Posos through. Tell your IT department.',
      hint: 'The proxy {proxy} did not open the connection to {host}: {reason}. Setting: network.proxy.',
    },
    retryable: true,
  },
  timeout: {
    fr: {
      message: 'Posos met trop de temps à répondre. Recommencez dans un instant.',
      hint: 'Pas de réponse complète de {host} en {seconds} s (network.deadline).',
    },
    en: {
      message: 'Posos takes too long to answer. Try again in a moment.',
      hint: 'No complete answer from {host} within {seconds} s (network.deadline).',
    },
    retryable: true,
  },
  unavailable: {
    fr: {
      message: 'Posos est momentanément indisponible. Recommencez dans quelques minutes.',
      hint: '{host} a répondu {status}. La panne est de son côté, ou d’un équipement sur le chemin.',
    },
    en: {
      message: 'Posos is unavailable for the moment. Try again in a few minutes.',
      hint: '{host} answered {status}. The fault is on its side, or in a device on the way.',
    },
    retryable: true,
  },
  bad_response: {
    fr: {
      message:
        'La réponse reçue ne vient pas de Posos ou n’est pas complète. Si le réseau demande de s’identifier, faites-le, puis recommencez.',
      hint: 'Réponse inattendue de {host} : {shape}.',
    },
    en: {
      message:
        'The answer received does not come from Posos or is not complete. If the network asks you to sign in, do so, then try again.',
      hint: 'Unexpected answer from {host}: {shape}.',
    },
    retryable: true,
  },
  untrusted_url: {
    fr: {
      message:
        'L’adresse reçue n’est pas une adresse de Posos : elle n’a pas été ouverte. Prévenez votre service informatique.',
      hint: 'Adresse refusée : {reason}. Domaines acceptés (allowed_hosts) : {allowed}.',
    },
    en: {
      message: 'The address received is not one of Posos’s: it was not opened. Tell your IT department.',
      hint: 'Address refused: {reason}. Accepted domains (allowed_hosts): {allowed}.',
    },
    retryable: false,
  },
  cancelled: {
    fr: { message: 'La demande a été annulée.', hint: 'Annulée par l’extension.' },
    en: { message: 'The request was cancelled.', hint: 'Cancelled by the extension.' },
    retryable: true,
  },
  internal: {
    fr: {
      message:
        'Quelque chose n’a pas fonctionné sur cet ordinateur. Recommencez ; si cela continue, prévenez votre service informatique.',
      hint: 'Erreur imprévue ({reason}). Le journal du programme donne le détail ; « posos-bridge doctor » indique où il se trouve.',
    },
    en: {
      message: 'Something did not work on this computer. Try again; if it goes on, tell your IT department.',
      hint: 'Unexpected error ({reason}). The program’s log has the details; `posos-bridge doctor` says where it is.',
    },
    retryable: true,
  },
  file_unusable: {
    fr: {
      message: 'Un fichier ne peut pas être lu ou écrit sur cet ordinateur. Prévenez votre service informatique.',
      hint: '{file} : {reason}.',
    },
    en: {
      message: 'A file cannot be read or written on this computer. Tell your IT department.',
      hint: '{file}: {reason}.',
    },
    retryable: false,
  },
  audit_unwritable: {
    fr: {
      message: 'Le journal des accès ne peut pas être tenu sur cet ordinateur. Prévenez votre service informatique.',
      hint: 'La piste d’audit {file} ne peut pas être lue ou écrite : {reason}. Libérez de la place ou corrigez les droits ; réglage : audit.path.',
    },
    en: {
      message: 'The record of accesses cannot be kept on this computer. Tell your IT department.',
      hint: 'The audit trail {file} cannot be read or written: {reason}. Free some space or correct the permissions; setting: audit.path.',
    },
    retryable: false,
  },
  audit_set_aside: {
    fr: {
      message: 'Une partie du journal des accès de cet ordinateur est endommagée. Prévenez votre service informatique.',
      hint: 'Le fichier de la piste d’audit était endommagé : il est mis de côté dans {file}, un nouveau a été commencé. Conservez-le ailleurs pour faire disparaître cet avertissement.',
    },
    en: {
      message: 'Part of the record of accesses of this computer is damaged. Tell your IT department.',
      hint: 'The audit trail’s file was damaged: it is set aside as {file} and a new one was begun. Keep it elsewhere to be rid of this warning.',
    },
    retryable: false,
  },
  host_missing: {
    fr: {
      message:
        'Le programme Posos Bridge n’est pas installé sur cet ordinateur. Demandez à votre service informatique de l’installer.',
      hint: 'Le navigateur ne trouve pas le programme fr.posos_bridge.host. Exécutez « posos-bridge install », puis « posos-bridge doctor ».',
    },
    en: {
      message: 'The Posos Bridge program is not installed on this computer. Ask your IT department to install it.',
      hint: 'The browser does not find the program fr.posos_bridge.host. Run `posos-bridge install`, then `posos-bridge doctor`.',
    },
    retryable: true,
  },
  host_crashed: {
    fr: {
      message:
        'Le programme Posos Bridge s’est arrêté. Recommencez ; si cela continue, prévenez votre service informatique.',
      hint: 'posos-bridge-host s’est terminé avant de répondre. Exécutez « posos-bridge doctor » et consultez le journal.',
    },
    en: {
      message: 'The Posos Bridge program stopped. Try again; if it goes on, tell your IT department.',
      hint: 'posos-bridge-host ended before it answered. Run `posos-bridge doctor` and read the log.',
    },
    retryable: true,
  },
  host_outdated: {
    fr: {
      message:
        'Le programme Posos Bridge de cet ordinateur est trop ancien pour l’extension. Demandez à votre service informatique de le mettre à jour.',
      hint: 'Mettez posos-bridge à jour à la version de l’extension.',
    },
    en: {
      message:
        'The Posos Bridge program on this computer is too old for the extension. Ask your IT department to update it.',
      hint: 'Update posos-bridge to the version of the extension.',
    },
    retryable: false,
  },
  extension_outdated: {
    fr: {
      message:
        'L’extension Posos Bridge est trop ancienne pour le programme de cet ordinateur. Mettez-la à jour depuis le gestionnaire d’extensions du navigateur.',
      hint: 'Mettez l’extension à jour à la version de posos-bridge.',
    },
    en: {
      message:
        'The Posos Bridge extension is too old for the program on this computer. Update it from the browser’s extension manager.',
      hint: 'Update the extension to the version of posos-bridge.',
    },
    retryable: false,
  },
};
