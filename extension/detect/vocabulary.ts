/**
 * The words of hospital pages beside drug codes, in lower case and without accents, as `plain` makes them. Between the
 * words of an expression stands `_`; `*` is the rest of a word, and a plural's `s` need not be said.
 */

/** Words that are compared: accents, in whatever way they are written, and what names are joined with make no difference. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/_/g, ' ');

/** The source of an expression for one of these words. */
export const oneOf = (...lines: readonly string[]): string =>
  `(?:${lines
    .join(' ')
    .split(' ')
    .map((word) => `${word.replace(/_/g, '\\s+').replace(/\*/g, '\\p{L}*')}${/[a-z]$/.test(word) ? 's?' : ''}`)
    .join('|')})`;

/** In a heading: amounts and dates stand below, not codes. */
export const AMOUNTS = [
  'prix tarif* montant* cout* price* amount* *preis* prijs precio importe cost* spend* tva mt pu marge taux',
  'budget* depense* remise* rembours* remb valoris* solde* balance*',
  'qte* qtite* quant* quante* qty* nb nbr nbre nbe nombre* number_of numero_de_ucd anzahl* cantidad* aantal *menge*',
  '*total* *count* cumul* somme* moyenne* min mini minimum max maxi maximum seuil* ecart* n-1',
  '*stock* inventaire* pmp cmp reste restes restant sortie entree retour* mouvement* transfert* perim* perte vente achat',
  'reliquat besoin* dotation* recues commandees cmdees cdees conso consommation* dispensed left unite_ucd unites_ucd ucd_units',
  'dose* dosage* posologie* volume* poids date lot batch*',
  'fournisseur* designation*',
];

/** Things that are not the code though they are said to be of a UCD: `Dossier UCD`, `RPPS du prescripteur de l'UCD`. */
export const THINGS_OF_A_UNIT = [
  'ipp nda mrn rpps matricule dossier sejour venue patient lit service bureau salle chambre uf',
  'prescripteur referent contact agent responsable utilisateur pharmacien pharmacienne reunion',
  'poste tel telephone portable mobile dect astreinte fax bip ☎ ☏ ✆',
  'commande cde facture demande ticket message ordonnance ligne export job statut alerte incident marche bordereau bordereaux',
  'version revision table referentiel tache import fichier en',
];

/** Right before a number: it is that of something else, whatever the column says. */
export const OTHER_NUMBERS = [
  'ipp nda nir ins nip iep rpps adeli finess siret iban lpp atc n°\\s?ss secu securite_sociale',
  'tel telephone fax phone mobile poste',
  'lot batch serie ligne dossier sejour episode venue patient agent utilisateur operateur demandeur matricule',
  'facture ordonnance bon commande cde demande ticket livraison total invoice order account',
  ...['patient', 'student', 'user', 'client', 'customer', 'visit', 'staff'].map(
    (who) => `${who}_id ${who}_number ${who}_no`,
  ),
];

/** Heads what tells in which unit amounts are, or of which ward: `UCD` is an answer to it. */
export const UNITS = [
  'unite unit service pole uf conditionnement structure etablissement site lieu secteur ward department',
];

/** What was done with several UCDs, which a column counts; over a list of codes, the same words name the codes. */
export const DONE = [
  ...['prescrit', 'vendu', 'rendu', 'detruit', 'restant', 'disponible'].map((done) => `${done}s ${done}es`),
  ...'dispens delivr command administr livr consomm factur retroced retourn perim distribu utilis reserv prepar'
    .split(' ')
    .map((done) => `${done}es ${done}ees`),
];

/** Between a label and its code, and no word of its own. */
export const FILLERS = [
  'n°s? nº no nos numero number nummer nr № code codigo kod kode kodi koodi schlussel codice value',
  'est is ist es e lautet le 7 13 chiffres digits (?:a|sur)(?=\\s(?:7|13)) (?:7|13)\\s?car(?:acteres?)?',
  'inconnue? introuvable invalide saisie? correcte? suivante? acti[fv]e? provisoire retenue? correspondante? desormais sera devient nᵒˢ c\\Sest \\(s\\) \\((?:obligatoire|facultatif|requis|optionnel)e?\\)',
  'код 代码 代碼 编码 コード コード รหัส कोड',
];
