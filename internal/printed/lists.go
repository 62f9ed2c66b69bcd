package printed

import "strings"

// The lists below are facts about the press of France, Belgium, Switzerland, Québec
// and the Maghreb. They are strings of words between spaces, so that nothing has to be
// built when a program starts; those that has searches are sorted by bytes. A name of
// several words is listed without its spaces, hyphens and periods: Hans Lucas is
// hanslucas, Le Monde lemonde, A.F.P. afp. An elided article is left out.

// agencies supply papers with texts and pictures.
const agencies = " 123rf aa aap abaca abacapress adn adobestock aef afp afpextel afprelaxnews afptv agenceecofin agencefrancepresse aip" +
	" akg akgimages alamy ami anadolu andia angop anp ansa aof ap apa apanews aps apt associatedpress ats avp awp" +
	" awpinternational backgrid belga bestimage biosphoto bloomberg bns bridgeman canadianpress chinenouvelle cnw corbis ctk" +
	" depositphotos divergence dowjones dpa dpaafx dppi dreamstime efe epa etx etxdailyup etxstudio europapress fotolia" +
	" freepik gamma getty gettyimages godong hanslucas havas haythampictures hemis ians icon iconsport imago ina interfax" +
	" irna istock istockphoto itartass jiji kcs keystone keystoneats kuna kyodo lana lapressecanadienne leemage lusa magnum" +
	" magnumphotos map maxppp mena mti myop newscom nna ntb nurphoto panapress panoramic pap pc photo12 photonews" +
	" photononstop photopqr pictorium picturealliance polaris pressassociation pressecanadienne pressesports pti qmi qna" +
	" rapho relaxnews reporterscoop reuter reuters rex rfi rianovosti rmn rogerviollet ruedesarchives sana shutterstock sipa" +
	" sipausa spa splashnews sputnik starface starmax stefani superstock sygma tanjug tap tass tendancefloue" +
	" theassociatedpress thecanadianpress tt unian upi wafa wam wenn wochit wolff xinhua yonhap zuma zumapress أفب افب" +
	" الأناضول الاناضول دبا رويترز شينخوا فرانسبرس كونا وات واج وام ومع "

// firstNames are agencies that are first names too: SANA is an agency, Sana is not.
const firstNames = " ina lana mena sana wafa "

// surnames are agencies that are words or names too, even in capitals, so that they say
// nothing within a name: REX is an agency, REX BENALI and Karim STEFANI are not.
const surnames = " adn ami divergence gamma havas icon ina kuna lana magnum mena pap pictorium polaris reuter rex sana spa stefani wafa wolff zuma "

// banks are collections of pictures that anybody may use.
const banks = " freeimages openverse pexels pixabay unsplash wikicommons wikimedia wikimediacommons wikipedia "

// papers are papers, channels, sites and their networks, where nothing else in the
// name says so (see bodies).
const papers = " 20minutes 24heures 2m 6medias acrimed agefi alarabiya albayane aldjazair algerie1 algerie360 aljazeera aljoumhouria" +
	" allocine almassae arte artefr assabah atv aufait aujourdhuilemaroc barlamane bastamag bbc bbcnews bein beinsports" +
	" bfm bfmbusiness bfmtv bladi bladinet blick boursier boursorama brut businessnews bva c8 canal+ canalplus causeur" +
	" cbc cbs centrepresse cercledefinance cerclefinance challenges charentelibre charliehebdo chouftv closer clubic cnbc" +
	" cnet cnews cnewsmatin cnn corrieredellasera courrierinternational courrierpicard dailymotion" +
	" dernieresnouvellesdalsace dhnet directinfo dna dzair easybourse echorouk echoroukonline elabe elchourouk elhayat" +
	" elkhabar elmoudjahid elmundo elpais elwatan elwatan24 ennahar euronews europe1 eurosport eurosportfr financialafrik" +
	" finnewsmaroc footmercato france2 france24 france3 france4 france5 franceantilles franceculture francefootball" +
	" franceinfo franceinter francemusique francesoir francetelevisions francetv francetvinfo frandroid gala gentside" +
	" goud gqmagazine guardian hespress hibapress huffingtonpost huffpost ifop inkyfada ipsos itele jdd jeanmarcmorandini" +
	" jeuneafrique jeuxvideo journaldemontreal kapitalis konbini lacotesaintandre lacroix lactualite ladepechedumidi ladh" +
	" lagefi laliberte lalibre lalibrebe lalibrebelgique lalsace lamarseillaise lamontagne lanouvellegazette" +
	" lanouvellerepublique lanouvelletribune lapresse lapressedetunisie laprovence larepublique larepubliquedespyrenees" +
	" lastampa latribune latribunedegeneve lavantage lavenir lavenirnet laviedesidees lavieeco lavigie lavoixdelest" +
	" lavoixdunord lci lcp le360 leberry leberryrepublicain lecanard lecanardenchaine leconomiste ledauphine" +
	" ledauphinelibere ledesk ledevoir ledroit lefigaro legrandcontinent lehuffingtonpost lehuffpost lejdd" +
	" lejournaldemontreal lejournaldequebec lejournaldudimanche leldh lemainelibre lematin lematindalgerie lemonde" +
	" lemondediplomatique lenouvelleconomiste lenouvelliste lenouvelobs leparisien lepoint lepopulaireducentre leprogres" +
	" lequipefr lequotidien lequotidiendoran lesechos leseco lesecoma lesiteinfo lesjours lesnumeriques lesoir" +
	" lesoirdalgerie lesoleil lessentiel lestrepublicain letelegramme letemps levif lexpress lhumanite liberation" +
	" lindependant linfodrome lnt lobs lopinion lorientlejour lyonnerepublicaine m6 maroc24 marsactu medi1 medi1tv" +
	" mediapart medias24 meteofrance metronews midilibre midiolympique mondafrique mosaiquefm nawaat nbc ndtv" +
	" newsmanagers newyorktimes nicematin nonstoppeople nonstoppolitique nonstopzapping nouvelobs novethic npr nrj" +
	" numerama nytimes observalgerie odoxa opinionway orange ouestfrance oumma parismatch parisnormandie phonandroid" +
	" politis presseocean protegezvous purepeople radiocanada reporterre ricochet rmc rmcsport rtbf rtl rtl2 rtlfrance" +
	" rtlinfo rts rtsinfo rue89 rugbyrama slate slatefr snrt sofoot sudinfo sudouest sudpresse sudradio swissinfo" +
	" teleloisirs telelyon telerama telestar telquel tf1 tf1info theconversation theguardian tmc toutlemondeenparle tsa" +
	" tunisienumerique tuxboard tv5monde tva tvanouvelles usinenouvelle valeursactuelles vanityfair varmatin voici" +
	" vosgesmatin w9 wallstreetjournal washingtonpost yabiladi zonebourse الأيام الجريدة الجزيرة الشروق الصباح العمق" +
	" المساء اليوم24 هبةبريس هسبريس "

// bodies are words by which the name of a paper, a channel, a site or a publisher
// can be recognized.
const bodies = " actu actualite actualites afrique agence agences agency archives bleu bros chaine channel communication courrier" +
	" depeche diffusion echo echos edition editions express facebook features flickr fm gazette google hebdo illustrated" +
	" image images info infos instagram inter international journal linkedin mag magazine media medias minutes multimedia" +
	" network news newspaper officiel online partenaires photo photos pictures point politique post press presse production" +
	" productions quotidien radio redaction reporters revue service services sport sports stock studio studios tele telegram" +
	" telegramme television temps tiktok times tribune tv twitter video videos web webradio youtube zap zapping "

// institutions are words by which the name of a firm, an institution or a club can be
// recognized.
const institutions = " academie ambassade association banque centre chaire chu cinematheque cite club cnes cnrs comite commune confederation" +
	" conseil ecole esa esrf faculte federation festival fondation foundation galerie gallery gendarmerie gouvernement" +
	" groupe hopital inserm institut institute laboratoire ligue mairie ministere musee museum nasa noaa observatoire office" +
	" oms onu opera orchestre otan parlement parti police prefecture presidence societe syndicat theatre think unesco unicef" +
	" union universite university ville wilaya "

// groups are words that begin a group without naming anybody: the desk, the
// correspondents, the bureaus of an agency.
const groups = " bureau bureaux cellule correspondants desk envoyes equipe equipes journalistes pole redac redaction" +
	" redactions reporters service services soins staff videastes webteam zone التحرير "

// nobody are words that appear in the place of a name but are not one.
const nobody = " admin administrateur administrator agence agences anonyme auteur auteurs author collectif communique contributeur" +
	" aucun aucune contributeurs dr d.r editeur editor guest inconnu inconnue invite invitee n/a ndlr neant publi-redactionnel publireportage" +
	" publicite redacteur root sponsor sponsorise sponsorisee sponsorises test unknown user webmaster webmestre auteur-invite المحرر خاص مجهول "

// listed reports whether a word is in a list. Its time depends on the length of the
// list (see has).
func listed(list, word string) bool {
	if word == "" {
		return false
	}
	for at := 0; ; at++ {
		i := strings.Index(list[at:], word)
		if i < 0 {
			return false
		}
		at += i
		if end := at + len(word); at > 0 && list[at-1] == ' ' && end < len(list) && list[end] == ' ' {
			return true
		}
	}
}

// has reports whether a word is in a list that is sorted, in time that does not depend
// much on the length of the list.
func has(list, word string) bool {
	low, high := 0, len(list)-1 // both are spaces, between them are the words in question
	for low < high {
		start := low + strings.LastIndexByte(list[low:low+(high-low+1)/2], ' ')
		end := start + 1 + strings.IndexByte(list[start+1:], ' ')
		switch strings.Compare(word, list[start+1:end]) {
		case 0:
			return true
		case -1:
			high = start
		default:
			low = end
		}
	}
	return false
}

// isBody reports whether a word is one by which the name of a paper, a firm or an
// institution can be recognized.
func isBody(key string) bool { return has(bodies, key) || has(institutions, key) }

// joined returns the words as they are listed, without what separates them. It uses
// buf if they fit.
func joined(buf []byte, list []token) []byte {
	for _, t := range list {
		for i := 0; i < len(t.key); i++ {
			if c := t.key[i]; c != '.' && c != '-' && c != '\'' && c != ' ' {
				buf = append(buf, c)
			}
		}
	}
	return buf
}

// isAgency reports whether a word is the name of a known agency, with or without
// periods, article and suffix: AFP, A.F.P., l’AFP, AFP-Services.
func isAgency(t token) bool {
	name := t.key
	if strings.IndexByte(name, '.') >= 0 || strings.IndexByte(name, ' ') >= 0 {
		name = strings.NewReplacer(".", "", " ", "").Replace(name)
	}
	if has(agencies, name) {
		if listed(surnames, name) && !isCapital(t.text) { // an "ami"
			return false
		}
		return !listed(firstNames, name) || isUpper(t.text) || elidesArticle(t.text)
	}
	head, tail, cut := strings.Cut(name, "-")
	if cut && len(head) == 2 && isUpper(t.text) && !listed(" fr tv us ", tail) { // AP-HP
		return false
	}
	return cut && (has(agencies, head) && !listed(firstNames, head) && !listed(surnames, head) || has(agencies, head+tail))
}

// mostKnown is the largest number of words in the name of a known agency or paper.
const mostKnown = 4

// isKnown reports whether the words are the whole name of a known agency, collection
// of pictures or paper.
func isKnown(list []token) bool {
	if len(list) == 0 || len(list) > mostKnown {
		return false
	}
	if len(list) == 1 && isAgency(list[0]) {
		return true
	}
	var buf [32]byte
	name := string(joined(buf[:0], list))
	if len(list) == 1 && (has(agencies, name) || strings.Contains(list[0].key, ".")) {
		return false // Sana, which is not SANA; the initials L.C.P.
	}
	if has(agencies, name) || has(banks, name) || has(papers, name) {
		return true
	}
	// The article belongs to the name of L’Opinion.
	return elidesArticle(list[0].text) && has(papers, "l"+name)
}

// isBank reports whether the words name a collection of free pictures.
func isBank(list []token) bool { return len(list) <= 2 && has(banks, string(joined(nil, list))) }

// knownTail returns how many words at the end of the list are the name of a known
// agency or paper, where the words before it are the name of a person: "Salma Idrissi
// Le Devoir". It is 0 if there are none.
func knownTail(list []token) int {
	for n := min(mostKnown, len(list)-2); n > 0; n-- {
		tail := list[len(list)-n:]
		if n == 1 && (!isUpper(tail[0].text) || listed(surnames, tail[0].key)) { // a surname is likelier
			continue
		}
		if isCapital(tail[0].text) && isKnown(tail) {
			return n
		}
	}
	return 0
}

// towns are the places that may form a dateline without a sender: capital cities and
// the larger towns of French-speaking countries.
const towns = " abidjan abou-dhabi abuja accra addis-abeba agadir aix-en-provence ajaccio al-hoceima alep alexandrie alger amiens" +
	" amman amsterdam anaheim angers angouleme ankara annaba annecy antananarivo anvers arlon arras asilah athenes atlanta" +
	" auxerre avignon azilal bagdad baie-comeau bakou bale bamako bangkok bangui barcelone bastia batna bayonne beauvais" +
	" bechar bejaia belfort beni-mellal berkane berlin berne besancon beyrouth beziers biarritz bienne biskra bissau bizerte" +
	" blida blois bobigny bobo-dioulasso bogota bordeaux boston bouira boumerdes bourges bratislava brazzaville brest bruges" +
	" bruxelles bucarest budapest buenos-aires bujumbura caen calais calgary canberra cannes caracas carcassonne casablanca" +
	" castres cayenne chambery charleroi chartres chateauroux chefchaouen cherbourg chicago chicoutimi chisinau" +
	" clermont-ferrand cleveland colmar colombo columbus compiegne conakry constantine constantinople copenhague cotonou" +
	" creteil dakar dakhla dallas damas davos delemont denver detroit dijon djelfa djerba djibouti doha douala drummondville" +
	" dubai dublin dunkerque edimbourg edmonton el-jadida epinal erevan errachidia essaouira evreux fes fort-de-france" +
	" francfort fribourg gabes gafsa gand gatineau gaza geneve ghardaia granby grenoble guelmim gueret halifax hambourg" +
	" hanoi helsinki hong-kong houston ifrane islamabad istanbul jakarta jendouba jerusalem johannesburg joliette kaboul" +
	" kairouan kampala kasserine kenitra khartoum khemisset khenifra khouribga kiev kigali kinshasa kyiv la-havane la-haye" +
	" la-rochelle laayoune lac-megantic larache las-vegas lausanne laval le-caire le-cap le-havre le-mans levis libreville" +
	" liege lille lima limoges lisbonne lome londres longueuil lorient los-angeles louvain luanda lubumbashi lucerne lugano" +
	" luxembourg lyon macon madrid mahdia malabo manille maputo marrakech marseille mascate medea medenine meknes melbourne" +
	" metz mexico miami midelt milan minneapolis minsk mohammedia monaco monastir moncton mons montauban montelimar" +
	" montpellier montreal montreux moroni moscou mossoul mostaganem mouscron mulhouse mumbai munich n'djamena nabeul nador" +
	" nairobi namur nancy nanterre nantes naples narbonne nashville neuchatel nevers new-delhi new-york niamey nice nicosie" +
	" nimes niort nouadhibou nouakchott noumea oran orleans oslo ostende ottawa ouagadougou ouargla ouarzazate ouazzane" +
	" oujda papeete paris pau pekin perigueux perpignan perth petrograd philadelphie phnom-penh phoenix pittsburgh" +
	" pointe-a-pitre pointe-noire poitiers pontoise port-au-prince port-louis prague pretoria pristina quebec quimper quito" +
	" rabat ramallah reims relizane rennes repentigny reykjavik riga rimouski rio-de-janeiro riyad roanne rodez rome" +
	" rotterdam roubaix rouen rouyn-noranda safi saguenay saint-brieuc saint-denis saint-etienne saint-gall saint-louis" +
	" saint-malo saint-nazaire saint-petersbourg saint-quentin sale san-francisco sanaa santiago sao-paulo sarajevo seattle" +
	" seoul sept-iles setif settat sfax shanghai sherbrooke sidi-bouzid sidi-kacem siliana singapour skikda skopje sofia" +
	" sousse stockholm strasbourg sydney tallinn tamanrasset tampa tanger tanta tarbes taroudant tataouine taza tbilissi" +
	" tebessa teheran tel-aviv temara terrebonne tetouan tindouf tirana tizi-ouzou tiznit tlemcen tokyo toronto toulon" +
	" toulouse tournai tours tozeur tripoli trois-rivieres troyes tunis turin val-d'or valence vancouver vannes varsovie" +
	" vatican venise versailles verviers vesoul vichy victoriaville vienne villeurbanne vilnius washington winnipeg" +
	" winterthour yaounde zaghouan zagreb ziguinchor zurich "

// arabicTowns are towns as Arabic datelines print them.
const arabicTowns = " آسفي أبوظبي أديس-أبابا أكادير أنقرة إسطنبول الإسكندرية البصرة الجزائر الحسيمة الخرطوم الداخلة الدار-البيضاء الدوحة" +
	" الرباط الرياض العيون القاهرة القدس القنيطرة القيروان الكويت المنامة الناظور باريس برلين بروكسل بغداد بكين بنزرت بنغازي" +
	" بني-ملال بيروت تطوان تونس جدة جنيف حلب دبي دكار دمشق رام-الله روما سلا سوسة صفاقس صنعاء طرابلس طنجة طهران طوكيو عدن" +
	" عمان عنابة غزة فاس قسنطينة لندن مدريد مراكش مسقط مكة مكناس موسكو نواكشوط نيروبي نيويورك واشنطن وجدة ورزازات وهران "

// countries and regions may specify a place or be one.
const countries = " abitibi afghanistan afrique-du-sud ain aisne albanie alberta algerie allemagne allier alsace angleterre angola" +
	" aquitaine arabie-saoudite ardeche ardennes argentine ariege armenie aube aude australie autriche auvergne aveyron" +
	" azerbaidjan bahrein bangladesh belgique benin bolivie bosnie botswana bourgogne brabant bresil bretagne bulgarie" +
	" burkina burkina-faso burundi calvados cambodge cameroun canada cantal catalogne centrafrique champagne charente cher" +
	" chili chine chypre coree correze corse cote-ivoire creuse croatie cuba danemark dordogne doubs drome ecosse egypte" +
	" equateur erythree espagne essonne estonie estrie etats-unis ethiopie eure finistere finlande flandre france gabon" +
	" gambie gard gaspesie georgie gers ghana gharb gironde grece guadeloupe guatemala guinee guyane hainaut haiti herault" +
	" honduras hongrie inde indonesie indre irak iran irlande isere islande israel italie jamaique japon jordanie jura" +
	" kabylie kazakhstan kenya kosovo koweit lanaudiere landes laos lesotho lettonie liban liberia libye lituanie loire" +
	" loiret lorraine lot lozere macedoine madagascar malaisie malawi mali malte manche manitoba marne maroc martinique" +
	" maurice mauricie mauritanie mayenne mayotte meuse mexique moldavie mongolie montenegro monteregie morbihan moselle" +
	" mozambique namibie nepal nicaragua nievre niger nigeria nord normandie norvege nouvelle-caledonie nouvelle-zelande" +
	" occitanie oise oman ontario orne ouganda outaouais ouzbekistan pakistan palestine panama paraguay pays-bas perou" +
	" philippines picardie pologne polynesie portugal provence qatar quebec rdc reunion rhone rif roumanie royaume-uni" +
	" russie rwanda sahara salvador sarthe savoie senegal serbie sierra-leone slovaquie slovenie somalie somme soudan souss" +
	" sri-lanka suede suisse syrie tahiti tanzanie tarn tchad tchequie thailande togo tunisie turquie ukraine uruguay usa" +
	" var vaucluse vaud vendee venezuela vienne vietnam vosges wallonie yemen yonne yvelines zambie zimbabwe إسبانيا الجزائر" +
	" المغرب تونس فرنسا ليبيا مصر موريتانيا "

// isPlace reports whether the words are a place without doubt: a known town, country
// or region, or a word formed as only places are: Saint-Malo, Châlons-en-Champagne.
func isPlace(list []token) bool {
	if isTown(list) {
		return true
	}
	var buf [32]byte
	return len(list) > 0 && len(list) <= 5 && isCapital(list[0].text) && has(countries, string(hyphenated(buf[:0], list)))
}

// isTown reports whether the words are a known town or a word formed as only places
// are.
func isTown(list []token) bool {
	if len(list) == 0 || len(list) > 5 || !isCapital(list[0].text) {
		return false
	}
	var buf [32]byte
	name := string(hyphenated(buf[:0], list))
	return has(towns, name) || has(arabicTowns, name) || len(list) == 1 && isPlaceCompound(name)
}

// hyphenated returns the words in the form in which places are listed: new-york. It
// uses buf if they fit.
func hyphenated(buf []byte, list []token) []byte {
	for i, t := range list {
		if i > 0 {
			buf = append(buf, '-')
		}
		buf = append(buf, t.key...)
	}
	return buf
}

// isPlaceCompound reports whether a folded word is a compound as only places are.
func isPlaceCompound(name string) bool {
	for _, inside := range [...]string{"-sur-", "-en-", "-les-", "-lez-", "-sous-", "-pres-"} {
		if i := strings.Index(name, inside); i > 0 && i+len(inside) < len(name) {
			return true
		}
	}
	return hasAnyPrefix(name, "saint-", "sainte-", "st-", "ste-", "haute-", "seine-", "cote-d", "cotes-d", "pas-de-", "pyrenees-", "alpes-")
}

// isRegion reports whether the words specify the place before them.
func isRegion(list []token) bool {
	for _, t := range list {
		if t.sign || !isCapital(t.text) {
			return false
		}
	}
	if isPlace(list) || len(list) == 1 && (strings.Contains(list[0].text, "-") && !isUpper(list[0].text) && !isAgency(list[0])) {
		return true
	}
	return len(list) == 1 && listed(" usa rdc uk gb rca eau ", list[0].key)
}

// occupations are titles that stand alone: other nouns of people are recognized by
// their ending (see isOccupation).
const occupations = " agriculteur agricultrice ancien ancienne architecte artiste auteur auteure autrice avocat avocate cadre candidat" +
	" candidate chef cheffe chercheur chercheuse chirurgien chirurgienne cineaste citoyen citoyenne co-auteur collaborateur" +
	" comedien comedienne conseiller conseillere consultant consultante depute deputee diplomate doctorant doctorante doyen" +
	" doyenne ecrivain ecrivaine eleve elu elue enseignant enseignante envoye etudiant etudiante expert experte historien" +
	" historienne ingenieur ingenieure juge juriste magistrat magistrate maire maitre maitresse mathematicien" +
	" mathematicienne medecin membre militant militante ministre musicien musicienne notaire pharmacien pharmacienne" +
	" philosophe pigiste poete poetesse politologue porte-parole president presidente prof professeur professeure reporter" +
	" romancier romanciere secretaire senateur senatrice stagiaire statisticien statisticienne syndicaliste theologien" +
	" theologienne universitaire veterinaire vice-president vice-presidente أستاذ أستاذة إعلامي إعلامية باحث باحثة دكتور" +
	" روائي روائية شاعر شاعرة صحافي صحافية صحفي صحفية طبيب طبيبة كاتب كاتبة متدرب متدربة محام محامية ناقد ناقدة "

// isOccupation reports whether a word is what somebody does: journaliste, Sociologue.
func isOccupation(t token) bool {
	if has(occupations, t.key) || has(occupations, strings.TrimPrefix(t.key, "ال")) {
		return true
	}
	for _, ending := range [...]string{"iste", "logue", "graphe", "teur", "ateur", "teuse", "iatre", "nome", "aire"} {
		if len(t.key) > len(ending)+3 && strings.HasSuffix(t.key, ending) {
			return ending != "aire" || !isCapital(t.text)
		}
	}
	return len(t.key) > 7 && strings.HasSuffix(t.key, "trice")
}

// isMachine reports whether the words name no person but a program that writes or
// draws: l’IA, ChatGPT.
func isMachine(list []token) bool {
	for i, t := range list {
		switch t.key {
		case "ia", "ai":
			if name := trimElision(t.text); isUpper(name) || name == "ia" {
				return true
			}
		case "chatgpt", "gpt", "midjourney", "dall-e", "copilot", "openai", "grok", "chatbot", "robot", "algorithme", "gpt-4":
			return true
		case "artificielle":
			if i > 0 && list[i-1].key == "intelligence" {
				return true
			}
		}
	}
	return false
}
