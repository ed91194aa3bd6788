"""Slovenian."""

from typing import Final

from bot.briefs.words import Words

WORDS: Final = Words(
    wants="""
        potrebujemo, rabimo, potrebovali bi, rabili bi, radi bi, rada bi, rad bi, želimo, želeli
        bi, hočemo, iščemo, želim, želela bi, želel bi, potrebujem, rabim, prosimo, prosim,
        naredite, naredi nam, izdelajte, izdelava, izdelati, oblikujte, oblikovanje, oblikovati,
        oblikovali, narišite, postavite, razvijte, razvoj, zasnujte, zasnova, zasnovo, pripravite,
        imela naj, imel naj, naj ima, naj bo, naj bi, naj vsebuje, mora imeti, mora biti, morala
        bi, moral bi, moralo bi, bi imeli, bi imela, bi dobili, da bi imeli, novo spletno, nova
        spletna, nov logotip, nova celostna, prenova, prenovo, prenoviti, prenovili, nova
        aplikacija, novo aplikacijo, odločili smo se, odločili, načrtujemo, ideja je, naša ideja,
        naročili bi, naročiti, kupili bi, čas je za, posneti, posneli bi, snemanje, nov katalog,
        nov video, nova podoba, novo podobo
    """,
    solutions="""
        aplikacij*, app, appa, appu, appi, spletn* stran*, spletn* mest*, spletn* trgovin*,
        spletišč*, internetn* stran*, internetn* trgovin*, spletk*, portal*, platform*, logotip*,
        logo, loga, logu, slogan*, celostn* podob*, celostn* grafičn*, grafičn* podob*, podob*,
        blagovn* znamk*, rebranding*, branding*, maskot*, kampanj*, oglas*, plakat*, letak*,
        zloženk*, brošur*, katalog*, video*, videospot*, spot*, film*, filmč*, posnet* film*,
        animacij*, chatbot*, klepetaln* robot*, robot*, pogovorn* robot*, konfigurator*, novičnik*,
        instagram*, tiktok*, facebook*, linkedin*, družben* omrež*, družabn* omrež*, podkast*, vr,
        ar, navidezn* resničnost*, obogaten* resničnost*, 3d model*, virtualn* ogled*, qr kod*,
        zaslon*, ekran*, nadzorn* plošč*, programsk*, program za, crm*, erp*, dron*, igr*, igric*,
        kviz*, koledar*, predstavitev, predstavitv*, powerpoint*, sejemsk* stojnic*, stojnic*,
        razstavn* prostor*, salon*, showroom*, oblikovanje embalaže, nov* embalaž*, darilno
        embalažo, embalaž*, nov* etiket*, etiket*, darilno škatlo, tabl*, označevaln* tabl*,
        uniform*, ilustracij*, fotografij*, fotografiranj*, predlog*, intranet*, digitaln* dvojč*,
        senzor*, hologram*, vplivnež*, dogodek, dogodk*, blog*, render*, mural*, poslikav*,
        instalacij*
    """,
    lacks="""
        nimamo, še nimamo, nima, nimamo še, brez, ni še, še ni, nismo imeli, nikoli nismo imeli,
        doslej nismo, manjka nam, nam manjka
    """,
    hurts="""
        izgublj*, izgub*, zgub*, pritož*, pritožb*, reklamacij*, reklamira*, reklamirajo, težav*,
        problem*, napak*, napač*, narobe, zlom*, polom*, poka, pokajo, počijo, poči, razpok*,
        izmet*, odpad*, zavrž*, zavrn*, okvar*, pokvar*, poškod*, vrač*, vrnjen*, vrnejo, zamud*,
        zamuj*, prepozno, počas*, ustavi*, zastoj*, stoji, stojijo, čaka*, čakanj*, čakamo, vrst*
        pred, ne more*, ne moremo, ni mogoče, nihče, komaj, redko, nikoli, ne ve*, ne vedo, ne
        vemo, ne najde*, ne najdejo, ne razum*, ne razume*, ne vidi*, ne vidijo, ne opaz*, ne dela,
        ne deluje*, ne delajo, ne ustreza*, ne bere*, ne berejo, ne pride*, ne prihaja*, ne
        uporablja*, ne kupi*, ne kupuje*, ne zaupa*, ne proda*, ne doseže*, ne pozna*, ne poznajo,
        ne drži*, ne prime*, ne spomni*, ne javi*, ne prijavi*, ne ostane*, ne zdrži*, ne znajo, ne
        zna, ne gre, pozab*, zmed*, zmot*, zmede*, zameša*, nejas*, neberljiv*, nevidn*, spregled*,
        težko, težk*, muči*, mučijo, utruj*, utrujen*, boli, bolijo, bolečin*, poškodb*, nesreč*,
        nevar*, strah, boji*, bojijo, hrup*, glasen, glasno, prah*, praši*, smrd*, teče, rja, rjo,
        plesen*, plesni*, mokr*, navlaž*, izsuš*, rumen*, bledi*, zbledi*, lušči*, odstop*, zlepi*,
        zatika*, zatakn*, zagozd*, prask*, opraska*, opraskan*, udrtin*, razlit*, polit*, pregre*,
        prevroč*, vroče, mrzl*, hladn*, zebe, preveč, premalo, predolg*, prekratk*, premajhn*,
        prevelik*, pretežk*, previsok*, prenizk*, predrag*, prepogost*, samo še, le še, stane,
        stala, stalo, stanejo, stroš*, drago, kazen, kazni, pada*, padl*, padec, upad*, zmanjš*,
        manj in manj, vse manj, odhaja*, odid*, odšl*, odpoved*, odpovedal*, pomanjk*, primanjk*,
        manjka, manjkajo, neizkorišč*, neprodan*, ostaja*, kopiči*, ročno, na roke, peš, dvakrat,
        trikrat, vedno znova, znova in znova, vsakič, išče, iščejo, iskanj*, ugiba*, ignorira*,
        preskoč*, gredo mimo, obupa*, prekin*, prekliče*, dvom*, nezaupan*, trpi*, moti, motijo,
        jezni, nejevolj*, razburj*, ozko grlo, zaostan*, zaostaj*, nadur*, popravlj*, popravil*,
        poprav*, prenavljati vsak, izpad*, slab*, slabš*, umaz*, umazan*, madež*, zvij*, zvit*,
        krivi*, upogn*, skrit*, traja ure, traja predolgo, vzame, ure in ure, namesto da, čeprav,
        kljub, žal, škod*, škoda, zapre, zaprl*, odklanja*, nima časa, nimajo kaj, odklop*, sesed*,
        zamaš*, zmanjka*, nihanj*, nihaj*, odstopanj*, mešanj*, prepir*, nesporazum*, preglas*,
        preglasno, mečemo stran, vržemo stran, gredo stran, poteče, pretečen*, se lepi, lepijo se,
        pušča, puščajo, vlaga, vlage, vlago, vlažn*, prazen, prazna, prazne, prazno, prazni,
        zamenjujejo, zamenjuje, pomotoma, jezi, jezi se, jezijo, lomi*
    """,
    soft="""
        bolje, boljš*, lepš*, lepo, dobr*, dober, odličn*, super, zadovolj*, srečn*, veseli,
        vesel*, uspeh*, uspešn*, izboljš*, napred*, moder*, svež*, privlač*, vau, profesional*,
        pozitiv*, dela, deluje, bo delovalo, vsi, vsem, všeč, ponos*, močn*, ugled*, podob*,
        prihodnost*, smisel*, popoln*, kakovost*, rezultat*, lažje, lažj*, prepozn*, opazn*, vidn*,
        cenjen*, razlik*, občut*, počut*, uživa*, rešitev, rešitv*, vse, korak*, učinkovit*,
        konkurenč*, rast*, rešen*, urejen*, reši, uredi, prijetn*, zanimiv*, vzdušj*, sodobn*,
        sodobneje, opazijo, enkrat za vselej, gladko
    """,
    measures="""
        manj, polovic*, pol manj, prepolov*, podvoj*, dvakrat, potroj*, tretjin*, četrtin*,
        odstot*, procent*, vsaj, najmanj, največ, ne več, nič več, nihče, nihče več, nobe*, nikoli
        več, brez, namesto, v roku, znotraj, do konca, do pomladi, do poletja, do jeseni, do zime,
        do božiča, do velike noči, do januarja, do februarja, do marca, do aprila, do maja, do
        junija, do julija, do avgusta, do septembra, do oktobra, do novembra, do decembra, krajš*,
        hitrej*, daljš*, tiš*, cenej*, nižj*, višj*, pogostej*, več prijav, več naročil, več
        obiskovalcev, več ljudi, več kandidatov, več strank, sami, samostojno, v prvem poskusu,
        prvič, v enem, ena stran, nič, isti dan, naslednji dan, na teden, na mesec, na leto, na
        dan, na izmeno, tedensko, mesečno, letno, dnevno, minut*, sekund*, ostane prazn*, prazn*,
        ustavi*, izgine*, preštej*, štej*, izmeri*, merim*, anket*, ponovno naroč*, spet naroč*,
        vrnejo, pride* nazaj, razprod*, podpis*, vpraš*, najde*, razume*, vedo, prestane*, zdrži*,
        proda*, prodan*, ve kje, ve kaj, vedo kje, vedo kaj, znajo, zna sam*, znajo povedati, pove
        kje, povedo, najdejo, v enem dnevu, v eni uri, v nekaj minutah
    """,
    unsaid="""
        bomo videli, bomo že videli, težko reči, težko povedati, težko izmeriti, ne vemo, ne vem,
        nimamo ideje, ni določeno, ni definirano, nismo prepričani, odprto, po občutku, se bo
        pokazalo, bo pokazal čas, povejte vi, se bo videlo, bomo opazili, bomo začutili, še ne
        vemo, še ni
    """,
    numbers="""
        dva, dve, dveh, tri, treh, trije, štiri, štirih, pet, petih, šest, sedem, osem, devet,
        deset, desetih, dvanajst, petnajst, dvajset, trideset, štirideset, petdeset, šestdeset,
        sto, stotin*, ducat
    """,
    goals="""
        cilj, cilji, cilja, ciljamo, radi bi prišli, radi bi dosegli, želimo doseči, bi bili
        veseli, bi bili zadovoljni, zadovoljni bi bili, zadovoljni bomo, bomo zadovoljni, veseli
        bomo, veseli bi bili, uspeh bi bil, uspeh bo, uspelo bo, bi uspelo, rešeno, spraviti na,
        spraviti pod, zmanjšati na, znižati na, prepoloviti, na največ, dovolj bi bilo, idealno,
        dosti bi bilo, naj ne bi trajal*, naj bi trajal*, mora pasti, naj pade, upamo da bo, vesel*
        bi bil*, bi bil* vesel*, bom* vesel*, vesel* bom*, zadovolj* bi bil*, bi bil* zadovolj*,
        zadovolj* .. če, zadovolj* .. ko, vesel* .. če, vesel* .. ko, urejeno ko, bo dobro, bo v
        redu, je dobro če, dobro bo, na cilju, nazaj na, bo rešeno, bo super
    """,
    nobody="""
        nihče, še nihče, nikogar, ni določen*, še ni določen*, ni določeno, nedoločen*, ni znano,
        še ni znan*, ni jasno, še ni jasno, ne vemo, ne vem, še ne vemo, bomo določili, bo
        določen*, bomo še določili, še odprto, odvisno, bomo videli, bomo še videli, vsi, vsi
        skupaj, vsi po malem, mi vsi, vsak malo, kdorkoli, kdor, nekdo, nekoga, cela ekipa, celotna
        ekipa, celo podjetje, naše podjetje, različn* ljud*, več ljudi, pozneje, kasneje, naknadno,
        se dogovarjamo, dogovorimo, po dogovoru, tbd, n a, kdor bo imel čas, je odprto, nismo
        določili, nismo se dogovorili, se še nismo, moramo še, se moramo .. dogovoriti, še
        dogovarjamo
    """,
    undecided="""
        kdo bo odgovor*, ni še določeno kdo, še ni določeno kdo, ni določeno kdo, nismo določili
        kdo, nismo še določili, še nismo določili, nismo se še dogovorili kdo, nismo se dogovorili
        kdo, še ne vemo kdo, ne vemo kdo bo, ni jasno kdo bo, ni jasno kdo je, ni jasno kdo pri
        nas, nihče ni prevzel, tega nihče ni prevzel, še nihče ni prevzel, nihče ni zadolžen, nihče
        ni odgovoren za to, za to pri nas ni nihče, nihče pri nas, kdo bo to vodil, kdo bo vodil,
        kdo bo skrbel, kdo bo prevzel, kdo bo odločal
    """,
    owns="""
        je odgovor*, odgovorn* je, odgovorna oseba, skrbi za, skrbi, vodi projekt, bo vodil*,
        odloča, bo odločal*, zadolžen*, je zadolžen*, kontaktna oseba, skrbnik, skrbnica, prevzame,
        bo prevzel*, odgovor*, odloča*, potrdi, potrjuje, pristojn*, vodim, jaz vodim, skrbim,
        odločam
    """,
    general="""
        inovat*, inovac*, moder*, digital*, prihodn*, nov*, kreativ*, ustvarjaln*, svež*, idej*,
        zamisl*, izboljš*, bolj*, dobr*, dober, odličn*, močn*, uspe*, rast*, raste*, razvoj*,
        razvi*, potencial*, priložnost*, izziv*, rešit*, koncept*, strateg*, proces*, optimi*,
        učinkovit*, trajnost*, zelen*, kakovost*, vrednost*, vizij*, znamk*, podob*, vidn*,
        prepozn*, prisotn*, trg, trga, trgu, trge, tržn*, strank*, kup*, podjetj*, firm*, posl*,
        izdel*, produkt*, storit*, ponud*, ekip*, ljudi, ljudem, ljudmi, vsi, vse, vsem, zaposlen*,
        sodelav*, komunik*, pozitiv*, trend*, čas*, svet*, danes, jutri, sprem*, napred*, korak*,
        način*, stvar*, področj*, panog*, konkuren*, transform*, preobr*, privlač*, zanim*,
        navdih*, odprt*, priprav*, žel*, hoč*, potreb*, išč*, najti, najdemo, naredi*, delati,
        delamo, dela, delo, dela*, posta*, uporab*, dobi*, ostat*, obdrž*, ohran*, doseč*, dosež*,
        premak*, pomag*, pomoč*, začet*, začn*, pokaz*, vzet*, prines*, misl*, vid*, vodi*,
        položaj*, cilj*, skupin*, generac*, mlad*, starejš*, uveljav*, tradicij*, let*, dolg*,
        različn*, splošn*, celot*, celovit*, nekaj, nekako, pristop*, pogled*, podpor*, partner*,
        sodel*, sinerg*, mrež*, profesional*, edinstv*, poseb*, izstop*, hitr*, dinam*, fleksib*,
        prilag*, pametn*, tehnolog*, izkušn*, kultur*, okvir*, pozorn*, sodobn*, profil*, ugled*,
        situac*, stanj*, problem*, težav*, pomemb*, prav*, resn*, možn*, prispev*, regij*, lokal*,
        družb*, odgovor*, rad*, radi, imeti, imamo, zato, zelo, skupaj, verjam*, upam*, velik*,
        širok*, širš*, ambic*, fokus*, vlog*, dvign*, dvig*, krep*, okrep*, privab*, pritegn*,
        usmer*, smer*, pot, poti, višj*, optimal*, zahtev*, pričak*, živ*, notran*, zunan*,
        kompeten*, vir*, relevant*, zaved*, hitro, dobro, zgod*, morda, mogoče, res, resnič*,
        večj*, vsakdan*, igra*, dodan*, ostan*, vpliv*, pomen*, sooč*, ponuj*, nada*, poslov*,
        nagovor*, nasproti, preseč*, boljš*, sledi*, ustvar*, predstav*, zagot*, poskus*, raz*,
        jutrišnj*
    """,
    stop="""
        in, ter, ali, pa, a, ampak, vendar, da, ki, ko, kot, če, ker, saj, v, na, z, s, k, h, o,
        ob, od, do, iz, za, pri, po, pod, nad, med, pred, brez, čez, skozi, zaradi, je, sem, smo,
        ste, so, si, sva, bi, bo, bom, bomo, bodo, boste, bil, bila, bilo, bili, bile, biti, ni,
        nismo, niso, ne, se, sebe, svoj*, naš*, nam, nas, mi, vi, vam, vas, oni, one, jih, jim, ga,
        jo, mu, ji, ta, to, te, ti, tega, tem, teh, temu, tu, tukaj, tam, tako, tudi, še, že, le,
        samo, zelo, več, najbolj, kaj, kdo, kje, kam, kako, zakaj, kateri, katera, katere, ves,
        vsak*, nek*, drug*, isti, ista, zdaj, sedaj, vedno, pogosto, kadar, lahko, mora, moramo,
        naj, kar, bolj, manj, dovolj, precej, malo, veliko, en, ena, eno, enega
    """,
    topics={
        "brand": """
            logo, logotip*, blagovn* znamk*, celostn* podob*, celostn* grafičn*, slogan*, ime
            podjetja, ugled
        """,
        "web": """
            spletn* stran*, spletn* trgovin*, internetn* stran*, družben* omrež*, družabn* omrež*,
            instagram*, facebook*, linkedin*, google*
        """,
        "packing": """
            embalaž*, škatl*, karton*, etiket*, nalepk*, steklenic*, kozarc*, palet*, ovoj*,
            zabojnik*
        """,
        "people": """
            kandidat*, prijav* na razpis*, vajen*, kadr*, zaposlit*, zaposlova*, novih sodelavcev,
            nove sodelavce, delovn* mest*, bolnišk*, bolnišč*, fluktuacij*, odhaja*, odpoved*,
            delodajal*, mladih, upokoj*, delovne sile, kader, kadrov*, delavc* ne, mladi, vajeniš*,
            varilc*, natakarj*
        """,
        "training": """
            uvajanj*, usposablj*, izobražev*, nov* zaposlen*, navodil*, varnost*, nesreč*,
            priročnik*
        """,
        "machine": """
            stroj*, stiskalnic*, linij*, polnilnic*, rezalnik*, peč*, stružnic*, menjav* orodij*,
            nastavitv*, zastoj*, vzdržev*, kompresor*, žag*, varjenj*, okvar*
        """,
        "scrap": "izmet*, toleranc*, kontrol* kakovosti, razpok*, prask*, neustrezn* kos*",
        "energy": """
            energij*, elektrik*, ogrev*, plin*, sončn* elektrarn*, izolacij*, hlajenj*, porab*
            vode, odpadn* toplot*, račun* za elektriko, račun* za plin, toplotn*, kotel*, kurjav*,
            kurilnic*
        """,
        "waste": "odpad*, ostank*, reciklir*, žagovin*, odrezk*, odvoz*, stranski produkt*",
        "logistics": """
            dostav*, tovornjak*, kamion*, voznik*, šofer*, prevoz*, transport*, skladišč*, zalog*,
            viličar*, logistik*, odprem*, nakladanj*
        """,
        "sales": """
            sejem*, sejm*, katalog*, brošur*, trgovc*, izvoz*, tuj* trg*, novih trg*, nove trge,
            komercialist*, cenik*, ponudb* piše*, pisanje ponudb, nove stranke, novih strank, nove
            kupce, novih kupcev, konkurenc*, mlajš* kup*, prodaj*
        """,
        "building": """
            menz*, jedilnic*, parkir*, garderob*, streh*, sejn* sob*, proizvodn* hal*, prostor za
            odmor, fasad*, izložb*, trgovin* pri tovarni, prodajn* prostor*
        """,
        "it": """
            erp*, crm*, excel*, preglednic*, programsk*, strežnik*, intranet*, gesl*, vnos
            podatkov, tiskalnik*, računaln*, informacijsk*, papirologij*, obrazc*, črtn* kod*,
            tablic*, evidenc*
        """,
        "noise": "hrup*, smrad*, vonj*, prah*, sosed*, sosedj*",
        "product": """
            nov* izdel*, nov* kolekcij*, kolekcij*, prototip*, recept*, nov* model*, asortim*, nov*
            okus*
        """,
        "service": """
            reklamacij*, pritožb*, servis*, rezervn* del*, podpor* strankam, telefonsk* klic*,
            klic*
        """,
        "visitors": "muzejsk* trgovin*, vodstv*, vodenj* po",
        "internal": """
            komunikacij* med, pretok informacij, predaj* izmen*, izmen* ne, oglasn* desk*, interno
            komunik*, intern* komunik*, razpored*, dopust*, sestank*, oddelk*, komunikacij*,
            obveščan*
        """,
    },
    more="""
        poleg tega, poleg, ob tem, dodatno, vrh tega, povrhu, za povrh, za nameček, drug problem,
        druga težava, še ena težava, drugič, tretjič, prvič, nadalje, nenazadnje, ne nazadnje, na
        koncu, na koncu še, prav tako, ravno tako, potem je, potem so, potem pa, mimogrede, in še,
        za konec, kot drugo, kot tretje, imamo še, naslednja težava, naslednji problem, tu je še,
        tukaj je še, četrtič, petič, kot prvo, druga stvar, tretja stvar, čisto druga stvar, povsem
        druga stvar, neodvisno od tega, drugo vprašanje, še ena stvar, radi bi tudi, želeli bi
        tudi, potrebujemo tudi, rabimo tudi, poleg vsega, hkrati pa rabimo, hkrati potrebujemo
    """,
    many="""
        več problem*, več težav*, veliko težav*, veliko problem*, kup težav*, cel kup, cel*
        seznam*, dolg seznam, tri težav*, tri problem*, štiri težav*, vrsta težav, več stvari,
        veliko stvari, marsikaj, vse naenkrat, vse hkrati, več področij, na vseh področjih, več
        tem, ne vemo kje začeti, kje začeti, kje bi začeli, različn* težav*, različn* problem*,
        razno, različne stvari, različne zadeve, več zadev, kup stvari, vsega po malem, malo vsega,
        to in ono, seznam želja, tri stvari, štiri stvari, nekaj stvari, nekaj težav, par stvari,
        par težav, več vprašanj, tri vprašanja, več reči, tri reči
    """,
    titles="gospod*, gospa, gospe, gospo, gospej, gospema, g, ga, gdč, dr, mag, prof, inž",
    roles="""
        vodj*, direktor*, mojst*, delovodj*, šef*, predsedn*, inženir*, tehnolog*, tehnik*,
        sodelav*, kolega, kolegu, kolegico, kolegica, računovod*, tajni*, asistent*, oblikoval*,
        kustos*, kustodin*, pivovar*, pek*, voznik*, šofer*, nabav*, operater*, upravnik*,
        mehanik*, komercialist*, prodaj*, lastni*, ustanovitelj*, partner*, žen*, sin, sinu, hči,
        hčerk*, brat*, sestr*, vajen*, varil*, mizar*, skladiščni*, planer*, župan*, svetoval*,
        kupec, kupcu, dobavitelj*, pokličite, vprašajte, pišite, kontaktirajte, pokliči, vprašaj,
        skrbni*, proizvodn*, uprav*, marketing*, kakovost*
    """,
)
