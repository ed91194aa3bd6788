"""Danish."""

from typing import Final

from bot.briefs.words import Words

WORDS: Final = Words(
    wants="""
        vi har brug for, har brug for, vi mangler en ny, vi ønsker, ønsker, ønskes, vi vil, vi vil
        gerne, vil gerne, vi skal have, vi skal bruge, skal have lavet, få lavet, vi søger, søger,
        vi leder efter, leder efter, jeg vil gerne, jeg ønsker, kunne tænke os, design en, design
        et, design os, lav en, lav et, lav os, byg en, byg et, byg os, udvikl en, udvikl et,
        udvikling af, design af, tegn et, tegn en, skab en, skab et, hjælp os med at lave, hjælp
        til at lave, skal kunne, den skal, det skal, skal være, skal indeholde, bør have, bør være,
        må gerne, ny hjemmeside, nyt logo, ny app, ny webshop, nyt katalog, ny identitet, ny
        visuel, en ny, et nyt, redesign*, rebrand*, relancer*, ideen er, vores idé, vi har
        besluttet, besluttet, vi planlægger, planlægger, bestille, vi efterspørger, tid til en ny,
        tid til et nyt, optage en, filme
    """,
    solutions="""
        app, appen, apps, applikation*, hjemmeside*, webside*, website*, webshop*, netbutik*,
        webbutik*, portal*, platform*, logo, logoet, logoer, slogan*, designmanual*, visuel*
        identitet*, grafisk* identitet*, identitet, branding*, rebrand*, redesign*, maskot*,
        kampagne*, reklame*, annonce*, plakat*, flyer*, folder*, brochure*, katalog*, video*,
        film*, reklamefilm*, imagefilm*, spot, animation*, chatbot*, bot, konfigurator*,
        nyhedsbrev*, instagram*, tiktok*, facebook*, linkedin*, sociale medier, some, podcast*, vr,
        ar, virtual reality, augmented reality, 3d model*, virtuel* rundvisning*, qr kode*, skærm*,
        infoskærm*, touchskærm*, dashboard*, software*, crm*, erp*, system, systemet, robot*,
        drone*, spil, spillet, quiz*, kalender*, præsentation*, powerpoint*, messestand*, stand,
        showroom*, udstillingsdesign*, emballagedesign*, ny emballage, nye emballage*, nyt
        emballage*, ny etiket*, nye etiket*, etiketdesign*, gaveæske*, skilt*, skiltning*,
        uniform*, skrifttype*, illustration*, fotoserie*, fotos, billeder, skabelon*, intranet*,
        digital tvilling*, sensor*, hologram*, influencer*, event*, blog*, merch*, visualisering*,
        vægmaleri*, installation*
    """,
    lacks="""
        vi har ikke, vi har ingen, har ikke, har ingen, har endnu ikke, mangler, vi mangler, uden,
        findes ikke, der er ingen, stadig ingen, ikke nogen
    """,
    hurts="""
        taber*, tabt*, mister*, mistet, tab, tabet, klag*, klager*, brok*, problem*, bøvl*,
        besvær*, fejl*, forkert*, galt, knæk*, går i stykker, revn*, sprækk*, ødelagt*, ødelæg*,
        kassér*, kasser*, spild*, smid*, smider, kasseret, afvis*, defekt*, svigt*, skade*,
        beskadig*, retur*, sendt tilbage, sender tilbage, nægter*, forsink*, for sent, langsom*,
        stopper, stop, stoppet, stilstand*, nedetid*, venter, vente*, ventetid*, kan ikke,
        kunne ikke, ikke kan, ingen, næsten ikke, sjældent, aldrig, ved ikke, ikke ved, finder
        ikke, ikke finder, ikke finde, forstår ikke, ikke forstår, ser ikke, ikke ser, ikke se,
        opdager ikke, virker ikke, fungerer ikke, ikke virker, ikke fungerer, passer ikke, ikke
        passer, læser ikke, ikke læser, ikke læse, kommer ikke, ikke kommer, bruger ikke, ikke
        bruger, køber ikke, ikke køber, stoler ikke, sælger ikke, ikke sælger, når ikke, ikke når,
        kender ikke, ikke kender, holder ikke, ikke holder, husker ikke, ikke husker, søger ikke,
        ikke søger, bliver ikke, ikke blive, glem*, forvirr*, forveksl*, bytter om, misforstå*,
        misforstår, uklar*, ulæselig*, usynlig*, overse*, overset, vanskelig*, kæmper, slid*,
        slider, træt*, ondt, smert*, ulykke*, farlig*, fare for, bange, frygt*, støj*, larm*,
        larmer, støv*, lugt*, stinker, lækk*, utæt*, rust*, skimmel*, våd*, fugt*, tørrer ud,
        udtør*, gulne*, gulner, falmer*, falm*, skaller, løsner*, klistrer, klæber, sætter sig
        fast, sidder fast, hænger fast, blokerer*, rids*, ridser, bule*, spilder, overophed*, for
        varm*, for kold*, kold*, fryser, for meget, for mange, for få, for lidt, for lang*, for
        kort*, for lille, for stor*, for tung*, for høj*, for lav*, for dyr*, for ofte, kun én, kun
        en, kun et, kun halv*, koster, kostede, dyr*, bøde*, falder, faldt, faldet, dale*, mindre
        og mindre, færre og færre, forlader, siger op, sagt op, opsig*, stopper igen, mangel på,
        mangler, hul, tom, tomt, tomme, ubrugt*, usolgt*, hober sig op, i hånden, manuelt, to
        gange, tre gange, igen og igen, hver gang, leder efter dem, søge efter, gætter*, gætte,
        ignorer*, springer over, går forbi, går lige forbi, giver op, opgiver, afbryder, aflys*,
        tvivl*, mistillid, lider, generer, irrit*, vred*, sur, sure, frustrer*, flaskehals*,
        overarbejde*, omarbejd*, laver om, lave om, reparer*, reparation*, nedbrud*, fordærv*,
        udløb*, svag*, værre, værst, dårlig*, beskidt*, snavs*, plet*, pletter, skæv*, bøjer,
        krummer, gemt, tager timer, tager for, bruger timer, tager det, i stedet for, selvom, selv
        om, trods, desværre, ærgerlig*, lukker, lukket, rod, roder, rodet, ryger, blander, skændes,
        tynd*, sprøjter, drypper, tilstop*, brænder, spoler*, bagud, sygemeld*, sygefravær*,
        presset, må lede, lede efter, svært, i kø, fald i salget, kommer sent
    """,
    soft="""
        bedre, bedst*, pænere, pæn*, flot*, flottere, god, godt, gode, glad, glade, gladere,
        tilfreds*, succes*, forbedr*, moderne, frisk*, attraktiv*, wow, fed, fedt, professionel*,
        positiv*, virker, fungerer, alle, alle sammen, kan lide, kan li, stolt*, fremskridt*,
        stærk*, stærkere, image, opfatt*, fremtid*, mening, perfekt*, kvalitet*, resultat*,
        nemmere, lettere, synlig*, synlighed*, kendt*, genkend*, værdsat*, forskel*, føl*, føler,
        oplever, løsning*, det hele, skridt, effektiv*, konkurrencedygtig*, vækst*, rart, rarere,
        spændende, stemning*
    """,
    measures="""
        færre, mindre end, mindst, halv*, halver*, fordobl*, dobbelt*, tredobl*, tredjedel*,
        fjerdedel*, procent*, pct, højst, maks, maksimalt, ikke mere end, ikke længere, ikke mere,
        ingen, aldrig mere, uden, i stedet for, inden for, senest, inden sommer*, inden jul, til
        sommer, til efteråret, til foråret, til jul, til påske, kortere, hurtigere, længere,
        lettere end, mere stille, lydløs*, billigere, lavere, højere, oftere, flere ansøg*, flere
        ordre*, flere besøg*, flere gæster, flere kunder, flere unge, på egen hånd, af sig selv,
        alene, første gang, første forsøg, ét, én side, nul, samme dag, næste dag, om ugen, om
        måneden, om året, om dagen, pr uge, pr måned, pr år, pr dag, pr vagt, hver uge, hver måned,
        timer, minut*, sekund*, forbliver tom*, er tom*, stopper, forsvind*, tæller, tælle, tælles,
        måle*, måler, målt, undersøgelse, spørgeskema*, genbestil*, bestiller igen, kommer igen,
        kommer tilbage, udsolgt*, underskr*, spørger, finder, forstår, kan sige, kan forklare, kan
        nævne, består, holder til, sælg*, solgt, kan selv, finder selv, finder frem, uden hjælp,
        ved hvor, ved hvad, spørger ikke, spørger om, er væk, på én dag, på en dag
    """,
    unsaid="""
        det må vi se, vi får se, må tiden vise, svært at sige, svært at måle, ved vi ikke, ved
        ikke, aner ikke, ikke defineret, ikke fastlagt, endnu ikke, ikke sikre, åbent, kan ikke
        sige, sig I, kan mærke, vi mærker, mærke det, det viser sig, vil vise sig
    """,
    numbers="""
        to, tre, fire, fem, seks, syv, otte, ni, ti, tolv, femten, tyve, tredive, fyrre, halvtreds,
        tres, halvfjerds, firs, halvfems, hundrede, dusin
    """,
    goals="""
        mål, målet, målene, målsætning*, sigter, vi håber, vil gerne ned, gerne ned på, ned på, ned
        under, komme ned, komme under, vil gerne nå, gerne op på, glade hvis, tilfredse hvis,
        tilfredse når, glade når, en succes hvis, en succes når, lykkedes hvis, lykkedes når,
        lykkes hvis, løst hvis, løst når, det er løst, skulle gerne, bør tage, må højst, halvere,
        reducere, nedbringe, nok hvis, ikke mere end, ville være nok, falde til, falder til, falder
        under, tilfreds* når, tilfreds* hvis, glad* når, glad* hvis, tilfreds* med, i mål når, i
        mål hvis, godt nok når, godt nok hvis, i mål, så er det godt, er det godt, godt når,
        tilbage på
    """,
    nobody="""
        ingen, endnu ingen, ikke nogen, ikke endnu, ikke besluttet, ikke aftalt, ikke afklaret,
        ikke udpeget, uafklaret, endnu ikke, skal besluttes, skal findes, skal afklares, besluttes,
        afklares, ved ikke, ved vi ikke, vides ikke, ukendt, uklart, stadig åbent, det må vi se, vi
        får se, det finder vi ud af, finder vi ud af, kommer an på, alle sammen, os alle, os alle
        sammen, hvem som helst, hvem der, nogen, en eller anden, hele holdet, hele teamet, hele
        firmaet, firmaet, forskellige, flere personer, senere, tbd, n a, i fællesskab, vi alle,
        alle hjælper, alle har, skal vi .. finde, mangler vi, ikke fundet, ikke på plads, er vi ved
        at
    """,
    undecided="""
        hvem der er ansvarlig er, ikke besluttet hvem, ikke aftalt hvem, ikke afklaret hvem, uklart
        hvem der skal, uklart hvem der er ansvarlig, uklart hvem der har, ved ikke hvem der skal,
        ved endnu ikke hvem, ikke fundet ud af hvem, endnu ikke hvem, ingen har taget, ingen har
        ansvaret for det, ingen har ansvaret endnu, ingen har ansvaret for opgaven, ingen har
        ansvaret for projektet, ingen er ansvarlig for projektet, ingen ejer, ingen hos os har,
        ingen der har ansvaret, ingen er udpeget, mangler at udpege, mangler at finde en ansvarlig,
        hvem der skal stå for, hvem der skal tage sig af, hvem der bestemmer
    """,
    owns="""
        er ansvarlig, ansvarlig er, har ansvaret, står for, tager sig af, leder projektet,
        bestemmer, beslutter, træffer beslutning, kontaktperson*, tovholder*, projektleder*, har
        budgettet, ejer opgaven, ejer sagen, ejer det, har sagen, har opgaven, ansvarlig*,
        ansvaret, afgør, jeg leder, jeg står for, jeg bestemmer, jeg driver
    """,
    general="""
        innovat*, innovati*, moderne, digital*, fremtid*, ny, nyt, nye, kreativ*, frisk*, idé*,
        ide, ideer, forbedr*, bedre, bedst*, god, godt, gode, stærk*, stærkere, succes*, vokse*,
        vækst*, udvik*, potential*, potentiale*, mulighed*, udfordr*, løs*, løsning*, koncept*,
        strateg*, proces*, optimer*, effektiv*, bæredygt*, grøn*, kvalitet*, værdi*, vision*,
        brand*, image*, synlig*, tilstede*, marked*, kund*, virksomhed*, firma*, forretning*,
        produkt*, service*, ydels*, tilbud*, team*, mennesk*, folk, alle, alt, medarbejd*, kolleg*,
        kommunik*, positiv*, trend*, tid*, verden*, dag, morgen, forand*, ændr*, næste, niveau*,
        skridt*, måde*, ting*, område*, branche*, konkurr*, transform*, attraktiv*, interes*,
        spænd*, inspir*, åben*, åbne, klar, ønsk*, vil, gerne, behov*, brug*, søg*, led*, find*,
        lav*, gør*, gøre, bliv*, blive, få*, får, forbliv*, behold*, nå*, når, flyt*, fremad*,
        frem, hjælp*, arbejd*, start*, begynd*, vis*, tag*, bring*, tænk*, se, ser, kend*, førend*,
        position*, mål*, gruppe*, generation*, ung*, ældre, etabler*, tradition*, år*, lang*,
        forskel*, generel*, samlet, hele, helhed*, noget, nogen, tilgang*, perspektiv*, input*,
        støtte*, partner*, samarbejd*, synerg*, netværk*, profession*, unik*, særlig*, speciel*,
        skil*, hurtig*, dynamisk*, fleksib*, agil*, smart*, teknolog*, erfar*, oplev*, kultur*,
        tankegang*, boks*, opmærk*, tidssvar*, profil*, omdømme*, situation*, problem*, vigtig*,
        rigtig*, reel*, bidrag*, region*, lokal*, samfund*, social*, ansvar*, derfor, meget,
        sammen, står, står over, stå, måske, tro, tror, åb*, stå*, stor*, mange, bred*, bredt,
        udtryk*, rolle*, håb*, potentielt, ambiti*, løft*, skab*, sikr*, fokus*, spil*, nytænk*,
        tænkning*, tiltræk*, engager*, oplag*, retning*, rejse*, dagsorden, grad, højere, optimal*,
        samspil*, sammenhæng*, tidens, krav, imødekom*, leve, lever, ekstern*, intern*, forankr*,
        kompeten*, ressourc*, styrk*, relevant*, førende, førerposition, bevid*, omstil*, vej*,
        videre, næst*, ramm*, fremtræd*, træd*, gang, ske, sker, bedste, egentlig, virkelig,
        hjælpe, store, større, hverdag*, folks
    """,
    stop="""
        og, eller, men, at, der, som, den, det, de, dem, en, et, er, var, være, været, har, havde,
        have, ikke, i, på, til, af, for, fra, med, om, ved, under, over, efter, før, mellem, mod,
        uden, gennem, jeg, du, vi, os, vores, vor, I, jer, jeres, han, hun, sin, sit, sine, dens,
        deres, denne, dette, disse, her, hvor, hvornår, hvorfor, hvad, hvem, hvilken, hvilke, hvis,
        når, fordi, da, så, også, kun, bare, blot, endnu, stadig, altid, ofte, nu, mere, mest,
        mange, nogle, hver, hvert, anden, andet, andre, samme, kan, kunne, skal, skulle, vil,
        ville, må, måtte, bør, selv, end, ind, ud, op, ned, lidt, ret, ganske, helt, ja, nej, man,
        sig
    """,
    topics={
        "brand": """
            logo*, brand*, slogan*, visuel* identitet*, grafisk* identitet*, image, firmanavn*
        """,
        "web": """
            hjemmeside*, website*, webshop*, netbutik*, sociale medier, some, instagram*,
            facebook*, linkedin*, google*
        """,
        "packing": """
            emballage*, kasse, kasser, karton*, etiket*, flaske*, glas, palle*, pakning*,
            indpakning*
        """,
        "people": """
            ansøg*, lærling*, elever, rekrutter*, ansætte*, ansættelse*, ledige stillinger,
            medarbejdermangel, faglært*, arbejdskraft*, unge, sygefravær*, siger op, opsig*,
            arbejdsgiver*, jobopslag*, pension*, fastholde*, lærepladser, svejsere, ufaglært*,
            medarbejdere stopper, folk stopper
        """,
        "training": """
            oplæring*, onboarding*, nye medarbejdere, nyansat*, instruktion*, vejledning*,
            sikkerhed*, ulykke*, arbejdsulykke*, kursus*, kurser
        """,
        "machine": """
            maskin*, presse, pressen, produktionslinje*, linjen, linje, tappelinje*, pakkelinje*,
            ovn*, drejebænk*, omstilling*, nedbrud*, vedligehold*, kompressor*, sav, saven, svejs*
        """,
        "scrap": "kassation*, kassér*, tolerance*, kvalitetskontrol*, revner, ridser, fejlemne*",
        "energy": """
            energi*, strøm, strømmen, elregning*, varme*, opvarm*, gas, solcelle*, isolering*,
            køling*, vandforbrug*, overskudsvarme*, strømforbrug*, varmeregning*, kedel*, fyr
        """,
        "waste": "affald*, rester, genbrug*, savsmuld*, afskær*, fraskær*, spild*, bortskaff*",
        "logistics": """
            lever*, lastbil*, chauffør*, transport*, forsend*, lager*, truck*, logistik*, pluk*,
            læsning*
        """,
        "sales": """
            messe*, katalog*, brochure*, forhandler*, eksport*, udenlandsk*, nye markeder, sælger*,
            prisliste*, tilbudsgiv*, tilbud til kunder, nye kunder, konkurrent*, yngre kunder,
            salg, salget
        """,
        "building": """
            kantine*, pauserum*, parkering*, omklædning*, tag, taget, mødelokale*, frokoststue*,
            facade*, udstillingsvindue*, gårdbutik*, fabriksbutik*, butikslokale*
        """,
        "it": """
            erp*, crm*, excel*, regneark*, software*, server*, intranet*, adgangskode*, indtast*,
            printer*, it system*, computer*, papirarbejde*, papirskema*, skema, skemaer,
            stregkode*, scanner*, data
        """,
        "noise": "støj*, larm*, lugt*, støv*, nabo*",
        "product": """
            nyt produkt, nye produkter, kollektion*, prototype*, opskrift*, ny model, nye modeller,
            sortiment*, nye smag*
        """,
        "service": "reklamation*, klage*, kundeservice*, reservedel*, opkald*, telefon*, hotline*",
        "visitors": "museumsbutik*, rundvisning*, omvisning*",
        "internal": """
            kommunikation mellem, intern kommunikation, den interne kommunikation,
            informationsflow*, vagtskifte*, overlevering*, opslagstavle*, vagtplan*, ferieplan*,
            møder, mødekultur*, afdeling*, kommunikation*, informer*
        """,
    },
    more="""
        desuden, derudover, endvidere, ydermere, dertil, oven i, oveni, oven i købet, et andet
        problem, en anden ting, et tredje, for det første, for det andet, for det tredje, for det
        fjerde, til sidst, så er der, ud over det, udover det, ud over dette, når vi nu er i gang,
        hertil kommer, sideløbende, i øvrigt, og endelig, sidst men ikke mindst, vi har også, vi
        mangler også, der er også, så er der også, og så er der, og så har vi, så har vi også, så
        er der spørgsmålet, et andet spørgsmål, noget andet, noget helt andet, en helt anden ting,
        en helt anden sag, og så larmer, samtidig mangler vi, samtidig vil vi, vi vil også, vi vil
        også gerne, vi kunne også, uafhængigt af det, nummer et, nummer to, nummer tre, for det
        femte
    """,
    many="""
        flere problemer, mange problemer, en række problemer, en masse problemer, tre problemer,
        fire problemer, flere ting, mange ting, en lang liste, hel liste, en liste, det hele på én
        gang, alt på én gang, på én gang, flere områder, mange områder, alle områder, flere emner,
        hvor vi skal starte, hvor man skal starte, hvor vi skal begynde, forskellige problemer,
        flere udfordringer, mange udfordringer, en række udfordringer, en del problemer, lidt af
        hvert, lidt af det hele, diverse, forskelligt, blandet, blandede bolsjer, ønskeliste,
        ønskeseddel, tre ting, fire ting, fem ting, et par ting, nogle ting, forskellige ting,
        flere spørgsmål, tre spørgsmål, flere sager, alt muligt, forskellige opgaver, flere opgaver
    """,
    titles="hr, fru, frk, dr, prof, herr, frøken",
    roles="""
        formand*, værkfører*, chef*, direktør*, leder*, driftsleder*, produktionschef*,
        produktionsleder*, fabrikschef*, salgschef*, ejer*, ingeniør*, tekniker*, kollega*,
        bogholder*, sekretær*, assistent*, designer*, kurator*, inspektør*, brygmester*, bager*,
        bagermester*, chauffør*, indkøber*, operatør*, mester*, mekaniker*, smed*, sælger*,
        stifter*, partner*, kone, mand, datter, søn, bror, søster, lærling*, svejser*, snedker*,
        lagermand*, planlægger*, controller*, borgmester*, konsulent*, kunde, leverandør*, ring
        til, spørg, kontakt, kontakte, skriv til, tal med, ringe til, medarbejder*, teamleder*,
        holdleder*, lagerchef*, kvalitetschef*, marketing*, indkøb*, produktion*, til,
        projektleder*, tovholder*
    """,
)
