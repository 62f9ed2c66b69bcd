package main

import "github.com/presse-go/presse"

// A topic is a part of the report.
type topic int

const (
	topicText topic = iota
	topicMedia
	topicSections
	topicAccess
	topicAddress
	topicFields
	topicOther
	topicFile
	topics
)

var topicNames = [topics]string{
	topicText:     "Textes",
	topicMedia:    "Photos, sons et vidéos",
	topicSections: "Rubriques, mots-clés et signatures",
	topicAccess:   "Dates, statuts et accès",
	topicAddress:  "Adresses et éditions",
	topicFields:   "Champs personnalisés",
	topicOther:    "Ce qui n’est pas un article",
	topicFile:     "Défauts du fichier",
}

// A reason is the sentence of package wordpress, publish or this program about a loss, for the
// desk.
type reason struct {
	topic topic
	text  string
}

// fates are what becomes of what cannot be carried over.
var fates = map[presse.LossKind]string{
	presse.LossDropped: "écarté", presse.LossChanged: "changé", presse.LossGuessed: "deviné", presse.LossKept: "gardé à part",
}

// reasons are the sentences of the errors in presse.Loss.Err. TestReasons compares them with the
// packages.
var reasons = map[string]reason{
	// Texts: wordpress/body.go, site.go, fields.go.
	"the block stores no text: its program makes it up when the page is shown":    {topicText, "bloc sans texte : WordPress le compose à l’affichage"},
	"the block has its text in attributes, in a form that only its program knows": {topicText, "bloc dont le texte n’est lisible que par son extension"},
	"the block is hidden":                                                                           {topicText, "bloc masqué"},
	"there is no such reusable block":                                                               {topicText, "bloc réutilisable absent du fichier"},
	"the reusable block contains itself":                                                            {topicText, "bloc réutilisable qui se contient lui-même"},
	"too many reusable blocks inside one another, or in one story":                                  {topicText, "trop de blocs réutilisables"},
	"the texts that the story has instead of those of the pattern are not applied":                  {topicText, "textes propres à l’article dans une composition : ceux de la composition sont restés"},
	"the footnotes are no JSON as WordPress stores it":                                              {topicText, "notes de bas de page illisibles"},
	"the story has footnotes, but no place for them":                                                {topicText, "notes de bas de page sans emplacement"},
	"only the plugin that the shortcode is for knows what it shows":                                 {topicText, "code court d’une extension : elle seule sait ce qu’il affiche"},
	"only the plugin that the shortcode is for knows what it shows; what it names is shown instead": {topicText, "code court d’une extension : ce qu’il désigne est affiché à la place"},
	"the bracket is taken for text, but a plugin has a shortcode of that name":                      {topicText, "crochets pris pour du texte, alors qu’une extension a un code court de ce nom"},
	"a text for readers who are not members":                                                        {topicText, "texte pour les lecteurs qui ne sont pas abonnés"},
	"a program, no text":                                                                            {topicText, "programme, et non du texte"},
	"WordPress shows no caption without a width":                                                    {topicText, "légende que WordPress n’affiche pas, faute de largeur"},
	"WordPress takes the bracket for a shortcode without content, and shows nothing":                {topicText, "crochets que WordPress prend pour un code court vide"},
	"the pages of the story are joined":                                                             {topicText, "article en plusieurs pages, réunies en une"},
	"markup in plain text":                                                                          {topicText, "balises dans un texte simple"},
	"shortcodes in plain text":                                                                      {topicText, "codes courts dans un texte simple"},
	"no headline":                                                                                   {topicText, "article sans titre"},
	"no text":                                                                                       {topicText, "article sans texte"},
	"the beginning of the text":                                                                     {topicText, "extrait qui n’est que le début du texte : pas un chapô"},
	"a prefix that WordPress shows before the title":                                                {topicText, "préfixe que WordPress affiche devant le titre"},
	"the name of the site is left out":                                                              {topicText, "nom du site dans le titre pour les moteurs"},
	"a template, and not a title":                                                                   {topicText, "modèle de titre, et non un titre"},
	"seems to be a note of the desk; it is the internal note":                                       {topicText, "semble une note de la rédaction : gardée comme note interne, jamais publiée"},
	"text that was not published":                                                                   {topicText, "texte qui n’a pas été publié"},
	"the entries of a live blog are comments":                                                       {topicText, "entrées d’un direct, que WordPress a parmi les commentaires"},
	"WordPress shows the description where there is no caption":                                     {topicText, "description affichée faute de légende"},

	"before live coverage begins, and so left out": {topicText, "fin d’un direct datée d’avant son début : écartée"},

	// Pictures: wordpress/body.go, media.go.
	"neither Media.Type nor the name of the file says what an attachment is":                       {topicMedia, "fichier dont ni le type ni le nom ne dit ce qu’il est"},
	"the pictures of the gallery are those attached to the story, which the content does not name": {topicMedia, "galerie des photos jointes à l’article, que le texte ne nomme pas"},
	"there is no such attachment":                                                                           {topicMedia, "fichier joint absent de l’export"},
	"too many pictures in the galleries of one story":                                                       {topicMedia, "trop de photos dans les galeries d’un article"},
	"the attachment is of another kind than the gallery or playlist":                                        {topicMedia, "fichier d’une autre sorte que la galerie"},
	"an address on a line of its own, of which WordPress may make a player":                                 {topicMedia, "adresse seule sur sa ligne, dont WordPress fait peut-être un lecteur"},
	"the shortcode names no file":                                                                           {topicMedia, "code court qui ne nomme aucun fichier"},
	"an attachment that is not public":                                                                      {topicMedia, "fichier qui n’est pas public"},
	"an attachment without the address of its file":                                                         {topicMedia, "fichier joint sans adresse"},
	"an attachment that is not in the file":                                                                 {topicMedia, "fichier joint absent de l’export"},
	"not an absolute http or https URL of a sound or video":                                                 {topicMedia, "adresse illisible d’un son ou d’une vidéo"},
	"metadata that cannot be read":                                                                          {topicMedia, "métadonnées illisibles"},
	"of a picture that the story lacks":                                                                     {topicMedia, "concerne une photo que l’article n’a pas"},
	"the credit of a picture that the story lacks":                                                          {topicMedia, "crédit d’une photo que l’article n’a pas"},
	"an attachment of a post that is not public":                                                            {topicMedia, "fichier d’un article qui n’est pas public"},
	"an attachment of a post that is damaged or not in the file, so that nobody knows whether it is public": {topicMedia, "fichier d’un article abîmé ou absent : on ne sait pas s’il est public"},
	"attachments of posts, without the posts: nobody knows which are public; open the file together with the export of the stories": {topicMedia, "fichiers d’articles sans les articles : on ne sait pas lesquels sont publics"},
	"the rights to this picture have ended": {topicMedia, "les droits de cette photo ont pris fin"},
	"not a file that WordPress can copy":    {topicMedia, "fichier que WordPress ne peut pas copier"},

	// Sections, tags, authors: wordpress/terms.go, untold.go, authors.go.
	"unknown parent; the section is at the top":                             {topicSections, "rubrique dont la rubrique mère est inconnue : mise au premier niveau"},
	"a category that the file does not describe; the section is at the top": {topicSections, "catégorie que le fichier ne décrit pas : mise au premier niveau"},
	"another category has this address; the two are one section":            {topicSections, "deux catégories à la même adresse : réunies"},
	"no name": {topicSections, "catégorie sans nom"},
	"WordPress's category for stories without one is no section": {topicSections, "« Non classé » n’est pas une rubrique"},
	"a tag without a name":                                                {topicSections, "mot-clé sans nom"},
	"a taxonomy of WordPress or a plugin for its own use":                 {topicSections, "classement interne de WordPress ou d’une extension"},
	"a category that the file does not describe, and no public story has": {topicSections, "catégorie que le fichier ne décrit pas, et qu’aucun article public n’a"},
	"a section has no such member":                                        {topicSections, "une rubrique n’a pas ce champ"},
	"nested too deeply; the section is at the top":                        {topicSections, "rubrique trop profonde : mise au premier niveau"},
	"a section cannot be its own ancestor":                                {topicSections, "rubrique qui se contient elle-même"},
	"not one of the sections of the story":                                {topicSections, "rubrique principale qui n’est pas une rubrique de l’article"},
	"not a section that says what the story is about":                     {topicSections, "rubrique principale qui n’est qu’un emplacement"},
	"a term has no such member":                                           {topicSections, "un mot-clé n’a pas ce champ"},
	"a term that no story has":                                            {topicSections, "mot-clé qu’aucun article n’a"},
	"a person has no such member":                                         {topicSections, "une signature n’a pas ce champ"},
	"stories have no order of their own":                                  {topicSections, "rang d’un article, que presse ne connaît pas"},
	"taxonomy without a member of its own":                                {topicSections, "classement que presse ne connaît pas"},
	"an account without a name: a login or an e-mail address is no name":  {topicSections, "compte sans nom : un identifiant n’est pas une signature"},
	"an unknown author":                                                   {topicSections, "auteur inconnu"},
	"an account that the byline does not name":                            {topicSections, "compte que la signature ne nomme pas"},
	"not the name of an agency":                                           {topicSections, "n’est pas le nom d’une agence"},
	"not one of the genres of presse":                                     {topicSections, "genre que presse ne connaît pas"},
	"not an IPTC digital source type":                                     {topicSections, "n’est pas un code de l’IPTC"},
	"not a genre that presse knows: a NewsArticle":                        {topicSections, "genre que presse ne connaît pas"},
	"neither a name nor a code that has a URI":                            {topicSections, "sujet sans nom ni code"},

	// Life: wordpress/status.go, signals.go, times.go, kept_life.go.
	"missed its schedule: the instant was past when the file was written, and it was not published": {topicAccess, "programmation manquée : l’heure était passée et l’article n’a pas paru"},
	"scheduled without a time":                                                                                {topicAccess, "programmé sans date"},
	"only for those with an account of the paper":                                                             {topicAccess, "réservé aux comptes du journal"},
	"protected by a password, which is not kept":                                                              {topicAccess, "protégé par un mot de passe, qui n’est pas repris"},
	"in the trash and never published":                                                                        {topicAccess, "à la corbeille, et n’a jamais paru"},
	"an empty draft that WordPress made":                                                                      {topicAccess, "brouillon vide créé par WordPress"},
	"unknown status; the story is not public":                                                                 {topicAccess, "statut inconnu : l’article n’est pas public"},
	"a status of an editorial workflow; the story is not public":                                              {topicAccess, "statut d’un circuit de relecture : l’article n’est pas public"},
	"an embargo without an end that can be read; the story is not public":                                     {topicAccess, "embargo dont la fin est illisible : l’article n’est pas public"},
	"a membership plugin restricts it; the story is for subscribers":                                          {topicAccess, "restreint par une extension d’abonnement : réservé aux abonnés"},
	"a custom field seems to restrict it; the story is for subscribers":                                       {topicAccess, "un champ personnalisé semble le restreindre : réservé aux abonnés"},
	"a day without a time; its first instant is used":                                                         {topicAccess, "jour sans heure : son premier instant"},
	"a day without a time; the embargo ends with it":                                                          {topicAccess, "jour sans heure : l’embargo dure toute la journée"},
	"expires before it is published":                                                                          {topicAccess, "expire avant de paraître"},
	"what is to happen to the story is not that it disappears":                                                {topicAccess, "échéance qui n’est pas une disparition"},
	"an expiry that cannot be read; the story is not public":                                                  {topicAccess, "expiration illisible : l’article n’est pas public"},
	"seems to say when the story is to appear, which is still to come; taken for an embargo":                  {topicAccess, "semble une date de parution à venir : pris pour un embargo"},
	"may say when the story is to appear, which is still to come, or when something else is; it stays public": {topicAccess, "peut-être une date de parution à venir : l’article reste public"},
	"WordPress writes its statuses in small letters":                                                          {topicAccess, "statut écrit en capitales"},
	"switched off": {topicAccess, "désactivé"},
	"a term that names those who may read it; the story is for subscribers":                          {topicAccess, "mot-clé qui nomme ses lecteurs : réservé aux abonnés"},
	"a term that says that the story is under an embargo; it is not public":                          {topicAccess, "mot-clé qui dit l’article sous embargo : il n’est pas public"},
	"a tag that may say that the story is under an embargo, or be what it is about; it stays public": {topicAccess, "mot-clé qui parle peut-être d’embargo : l’article reste public"},
	"the local time and GMT differ from the time zone of the site; the later instant is used":        {topicAccess, "heure locale et GMT en désaccord : la plus tardive"},
	"not a date and time": {topicAccess, "date illisible"},
	"no GMT; the local time was read by the clock of the site":                                                     {topicAccess, "heure locale seule, lue dans le fuseau du site"},
	"the date of a draft that has no planned date":                                                                 {topicAccess, "date d’un brouillon qui n’en a pas de prévue"},
	"WordPress has another status or date, which counts; an embargo, expiry or access that was kept is not lifted": {topicAccess, "WordPress a un autre statut ou une autre date, qui l’emporte"},
	"WordPress has another value, which counts":                                                                    {topicAccess, "WordPress a une autre valeur, qui l’emporte"},
	"dated after the instant of the release":                                                                       {topicAccess, "daté d’après cet instant"},
	"not a year from 1 to 9999":                                                                                    {topicAccess, "année impossible"},
	"no date, which Atom requires (RFC 4287, section 4.2.15)":                                                      {topicAccess, "article sans date, qu’Atom exige"},
	"no date of publication":                                                                                       {topicAccess, "article sans date"},
	"published after the instant of the sitemap":                                                                   {topicAccess, "daté d’après cet instant"},
	"older than the newest 1,000 stories":                                                                          {topicAccess, "au-delà des 1 000 articles les plus récents de Google Actualités"},
	"paid content is not news":                                                                                     {topicAccess, "contenu payé par un annonceur : absent de Google Actualités"},
	"search engines are asked to leave the story out":                                                              {topicAccess, "absent des plans du site : les moteurs ne doivent pas l’indexer"},

	"published more than 48 hours before":                                       {topicAccess, "trop ancien pour Google Actualités"},
	"neither the story nor the site has a language that ISO 639 has a code for": {topicAccess, "langue sans code : absent de Google Actualités"},

	// Addresses: wordpress/redirects.go, terms.go, publish.
	"no story, so that the home page is listed: a sitemap has at least one address":  {topicAddress, "plan du site sans article : il n’a que la une"},
	"a former date, but the addresses of the site have none":                         {topicAddress, "ancienne date, alors que les adresses n’en ont pas"},
	"another story or page has this former address":                                  {topicAddress, "ancienne adresse qu’un autre article a"},
	"a published story without a slug; it was made from the address or the headline": {topicAddress, "article sans identifiant d’adresse : tiré de l’adresse ou du titre"},
	"too many former addresses":                                                      {topicAddress, "trop d’anciennes adresses"},
	"not a segment of an address":                                                    {topicAddress, "identifiant d’adresse impossible"},
	"not an absolute http or https URL":                                              {topicAddress, "adresse illisible"},
	"a translation that is not public, or not in the file":                           {topicAddress, "traduction qui n’est pas publique ou pas dans le fichier"},
	"the translation is in another language than its group says":                     {topicAddress, "traduction dans une autre langue qu’annoncé"},
	"a translation in the language of another one":                                   {topicAddress, "deux traductions dans la même langue"},
	"not a BCP 47 language tag":                                                      {topicAddress, "code de langue inconnu"},
	"WPML keeps languages and translations in tables that an export lacks":           {topicAddress, "WPML garde les langues dans des tables que l’export n’a pas"},
	"neither Article.URL nor Site.URL says where the story is":                       {topicAddress, "article sans adresse"},
	"an address of another site without https://":                                    {topicAddress, "adresse d’un autre site sans https://"},
	"that edition does not name this story as one of its own":                        {topicAddress, "édition qui ne nomme pas cet article en retour"},
	"that is the story itself":                                                       {topicAddress, "édition qui est l’article lui-même"},
	"no story of this site has that address":                                         {topicAddress, "édition qui n’est pas dans ce site"},
	"that story is in another language":                                              {topicAddress, "édition dans une autre langue qu’annoncé"},
	"the editions do not agree on the page for x-default":                            {topicAddress, "éditions en désaccord sur la page par défaut"},
	"search engines know only languages with a code in ISO 639-1":                    {topicAddress, "langue que les moteurs de recherche ne connaissent pas"},
	"another edition has that code":                                                  {topicAddress, "deux éditions dans la même langue"},
	"a story or section has this address now":                                        {topicAddress, "ancienne adresse qui sert aujourd’hui à une autre page"},
	"another story had this address too":                                             {topicAddress, "ancienne adresse que deux articles ont eue"},
	"an address on another host":                                                     {topicAddress, "adresse d’un autre site"},
	"the address of the story does not show where the slug was":                      {topicAddress, "ancien identifiant sans place dans l’adresse de l’article"},
	"neither a slug nor a path":                                                      {topicAddress, "ancienne adresse illisible"},
	"it never was public":                                                            {topicAddress, "n’a jamais été public : aucune redirection"},
	"a redirect has no query but that of a short link, and no fragment":              {topicAddress, "ancienne adresse à paramètres"},
	"a canonical address that cannot be read":                                        {topicAddress, "adresse canonique illisible"},
	"search engines should index another page":                                       {topicAddress, "absent des plans du site : l’original est ailleurs"},
	"no ID, by which feed readers know a story whatever its address becomes":         {topicAddress, "article sans identifiant"},
	"a telephone number":                                                             {topicSections, "numéro de téléphone, retiré de ce qui est imprimé"},
	"not an absolute URL":                                                            {topicAddress, "adresse incomplète"},
	"nothing that a reader sees":                                                     {topicAddress, "rien qu’un lecteur puisse voir"},
	"names nobody":                                                                   {topicSections, "signature qui ne nomme personne"},
	"duplicate":                                                                      {topicAddress, "en double"},

	// Custom fields: wordpress/site.go, fields.go.
	"custom field without a member of its own":    {topicFields, "champ que presse ne connaît pas"},
	"another field has the same purpose":          {topicFields, "deux champs pour la même chose"},
	"holds an e-mail address":                     {topicFields, "contient une adresse électronique"},
	"may be a password":                           {topicFields, "peut-être un mot de passe"},
	"the number of something that the file lacks": {topicFields, "numéro de ce que le fichier n’a pas"},
	"several values, where text is expected":      {topicFields, "plusieurs valeurs au lieu d’un texte"},
	"an article has no such member":               {topicFields, "un article n’a pas ce champ : seule la une en tient compte"},
	"a copy of another story":                     {topicFields, "copie d’un autre article"},
	"an e-mail address":                           {topicFields, "adresse électronique, jamais publiée"},
	"a name that is not valid UTF-8":              {topicFields, "nom illisible"},
	"out of range":                                {topicFields, "valeur impossible"},
	"unknown value":                               {topicFields, "valeur inconnue"},
	"internal notes are never written":            {topicFields, "note interne, jamais publiée"},

	// Other items.
	"comments are not imported":             {topicOther, "commentaires des lecteurs"},
	"not one of the types that are stories": {topicOther, "contenu d’un autre type"},

	// The file: wordpress/export.go, internal/wxr.
	"an item without an ID cannot be told from others":                                                                    {topicFile, "élément sans numéro"},
	"the export of another site than the first: what has the same ID in both is taken for one; open each site on its own": {topicFile, "export d’un autre site que le premier : à ouvrir séparément"},
	"control characters dropped":            {topicFile, "caractères de contrôle"},
	"read as Windows-1252":                  {topicFile, "octets lus en Windows-1252"},
	"read as ISO-8859-15":                   {topicFile, "octets lus en ISO-8859-15"},
	"incomplete characters replaced":        {topicFile, "caractères coupés"},
	"ampersand without a reference":         {topicFile, "esperluette nue"},
	"less-than sign that begins no tag":     {topicFile, "chevron nu"},
	"“]]>” not split":                       {topicFile, "« ]]> » mal échappé"},
	"attribute without quotation marks":     {topicFile, "attribut sans guillemets"},
	"repeated element":                      {topicFile, "élément répété"},
	"term without slug or taxonomy skipped": {topicFile, "mot-clé sans identifiant"},
	"unknown element":                       {topicFile, "élément inconnu"},
	"text between elements skipped":         {topicFile, "texte entre les éléments"},
	"damaged element skipped":               {topicFile, "élément abîmé"},
	"document type declaration skipped":     {topicFile, "déclaration de type de document"},
	"unknown namespace":                     {topicFile, "espace de noms inconnu"},

	// This program.
	"a language in which the pages have no words of their own: their headings and labels are French": {topicAddress, "langue dans laquelle les pages n’ont pas de mots à elles : leurs intitulés sont en français"},
	"a language in which the newspaper has no edition: it is in no feed":                             {topicAddress, "langue sans édition à elle : absent des flux"},
	"an address that no page can have here, or that is taken; it has another one":                    {topicAddress, "adresse impossible ici, ou déjà prise : l’article en a une autre"},
	"an address that the front of a section cannot have here, or that is taken; it has another one":  {topicAddress, "adresse impossible ici, ou déjà prise : la rubrique en a une autre"},
	"no related stories are chosen for it, since it has too much text or too many tags":              {topicText, "sans articles liés : texte trop long ou trop de mots-clés"},
	"kinds of losses that are too rare to be listed":                                                 {topicFile, "pertes trop rares pour être détaillées"},
}

// breaks are what is damaged in an export, in French: the sentences of internal/wxr.
var breaks = map[string]string{
	endsWithin:                                       "le fichier s’arrête au milieu",
	"the item is too large":                          "élément trop gros",
	"the file ends before </channel>":                "le fichier s’arrête avant la fin de l’export",
	"not a WordPress export":                         "ce n’est pas un export de WordPress",
	"the compressed file is damaged":                 "fichier compressé abîmé",
	"invalid tag":                                    "balise illisible",
	"an end tag without its start tag":               "balise de fin sans balise de début",
	"an element is not closed":                       "élément qui n’est pas refermé",
	"a CDATA section has lost its beginning or end":  "section CDATA sans début ou sans fin",
	"elements are nested too deeply":                 "éléments trop imbriqués",
	"an element occurs twice, with different values": "élément répété avec une autre valeur",
	"the item goes on after its end tag":             "élément qui continue après sa fin",
	"the number, the type or the status of the post is missing or damaged": "numéro, type ou statut absent ou abîmé",
	"elements are missing":                            "éléments manquants",
	"the address or the date is that of another item": "adresse ou date d’un autre élément",
	"the item has lost its start tag":                 "élément sans balise de début",
}
