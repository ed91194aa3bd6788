"""German."""

from typing import Final

from bot.briefs.words import Words

WORDS: Final = Words(
    wants="""
        wir brauchen, brauchen wir, wir benötigen, benötigen wir, wir wollen, wollen wir, wir
        möchten, möchten wir, wir hätten gern*, hätten wir gern*, hätten gern*, wir suchen, suchen
        wir, gesucht, gesucht wird, wir wünschen, wünschen uns, ich brauche, ich möchte, ich suche,
        ich hätte gern*, bitte, gestalten sie, gestaltet uns, entwerfen sie, entwerft, bauen sie,
        baut uns, erstellen sie, erstellt uns, erstellung, gestaltung, entwicklung einer,
        entwicklung eines, entwicklung von, konzeption, programmierung, entwickeln lassen,
        erstellen lassen, gestalten lassen, machen lassen, bauen lassen, drehen lassen, soll haben,
        soll können, sollte haben, soll sein, sollte sein, soll die, soll der, soll das, sollte
        auf, soll auf, muss haben, muss können, muss enthalten, soll enthalten, neue website, neue
        webseite, neue homepage, neues logo, neue app, neuer webshop, neuen webshop, neuer katalog,
        neuen katalog, neues design, neuer auftritt, neuen auftritt, eine neue, ein neues, einen
        neuen, relaunch*, redesign*, überarbeitung, unsere idee ist, die idee ist, haben
        beschlossen, haben uns entschieden, wir planen, geplant ist, zeit für, es wird zeit,
        beauftragen, soll her, muss her, sollen her, wird benötigt, werden benötigt, wird gesucht,
        sollte modern, soll modern
    """,
    solutions="""
        app, apps, applikation*, website*, webseite*, web seite, homepage*, internetseite*,
        internetauftritt*, webauftritt*, landingpage*, webshop*, onlineshop*, online shop*,
        shopsystem*, portal*, plattform*, kundenportal*, logo, logos, slogan*, claim, corporate
        design, corporate identity, erscheinungsbild*, markenauftritt*, auftritt, branding*,
        rebranding*, relaunch*, redesign*, maskottchen, kampagne*, werbekampagne*, imagekampagne*,
        werbung, anzeige, anzeigen, anzeigenkampagne*, plakat*, flyer*, prospekt*, broschüre*,
        imagebroschüre*, katalog*, produktkatalog*, video*, imagevideo*, film*, imagefilm*, spot,
        clip*, animation*, erklärvideo*, chatbot*, bot, konfigurator*, produktkonfigurator*,
        newsletter*, instagram*, tiktok*, facebook*, linkedin*, social media, youtube, podcast*,
        vr, ar, vr brille*, virtual reality, augmented reality, 3d modell*, 3d rundgang*,
        virtueller rundgang, qr code*, touchscreen*, bildschirm*, display*, dashboard*, software*,
        crm*, erp*, roboter*, drohne*, spiel, quiz*, kalender*, präsentation*, powerpoint*,
        messestand*, stand, showroom*, ausstellungsgestaltung, verpackungsdesign*, neue
        verpackung*, neues etikett*, neue etikett*, geschenkbox*, geschenkverpackung*, schild*,
        beschilderung*, leitsystem*, uniform*, schrift, illustration*, fotoshooting*, fotos,
        bilder, vorlage*, intranet*, digitaler zwilling, sensor*, hologramm*, influencer*, event*,
        blog*, merchandise*, rendering*, wandbild*, installation*, hausschrift*, visitenkarte*
    """,
    lacks="""
        wir haben keine*, haben keine*, haben noch keine*, haben noch nie, hat keine*, es gibt
        keine*, gibt es keine*, ohne, noch nicht, fehlt uns, uns fehlt, bisher keine*, bislang
        keine*
    """,
    hurts="""
        verlier*, verlor*, verlust*, beschwer*, beschweren, reklam*, reklamation*, problem*,
        ärger*, schwierig*, fehler*, falsch*, brech*, bricht, gebroch*, reiß*, reisst, riss, risse,
        kaputt*, ausschuss*, abfall*, verschwend*, wegwerf*, werfen, weggeworf*, wegschmeiß*,
        entsorg*, zurückgew*, abgelehnt*, ablehn*, defekt*, mangel, mängel*, mangelhaft*, versag*,
        ausfall*, ausfäll*, schaden, schäden, beschädig*, retour*, rücksend*, zurückgeschickt*,
        zurückschick*, schicken zurück, kommen zurück, kommt zurück, weiger*, verspät*, verzöger*,
        zu spät, langsam*, stoppt, steht still, stehen still, steht die, stillstand*, stillständ*,
        stockt, warten, wartet, wartezeit*, schlange*, kann nicht, können nicht, nicht können,
        nicht mehr können, niemand, keiner, kaum, selten, nie, wissen nicht, weiß nicht, nicht
        wissen, nicht weiß, finden nicht, findet nicht, nicht finden, nicht findet, verstehen
        nicht, versteht nicht, nicht verstehen, nicht versteht, sehen nicht, sieht nicht, nicht
        sehen, nicht sieht, bemerken nicht, funktioniert nicht, nicht funktioniert, nicht
        funktionieren, passt nicht, passen nicht, nicht passt, nicht passen, lesen nicht, nicht
        lesen, nicht liest, kommen nicht, kommt nicht, nicht kommen, nutzen nicht, nutzt nicht,
        nicht nutzen, nicht nutzt, kaufen nicht, nicht kaufen, vertrauen nicht, nicht verkauf*,
        erreichen nicht, erreichen wir nicht, nicht erreich*, kennen nicht, kennt uns, kennt uns
        keiner, nicht kennen, hält nicht, halten nicht, nicht hält, nicht halten, erinnert sich,
        bewerben sich nicht, bewirbt sich, bleiben nicht, nicht bleiben, vergess*, vergisst,
        verwirr*, verwechs*, verwechsel*, missversteh*, missverständ*, unklar*, unleserlich*,
        unsichtbar*, überseh*, übersieht, schwer, schwere, schwer zu, mühsam*, kämpf*, müde,
        ermüd*, schmerz*, verletz*, unfall*, unfäll*, gefähr*, gefahr*, angst, fürcht*, lärm*,
        lauter, staub*, geruch, gerüch*, stink*, undicht*, tropf*, rost*, schimm*, nass, nasse,
        feucht*, durchweich*, trocknet aus, austrockn*, vergilb*, verblass*, verblich*, blättert,
        löst sich, lösen sich, klebt, kleben, verkleb*, klemm*, verklemm*, hakt, staut, stau,
        kratz*, zerkratz*, delle*, beule*, verschütt*, überhitz*, zu heiß, zu kalt, kalt*, frier*,
        zu viel, zu viele, zu wenig, zu wenige, zu lang*, zu kurz*, zu klein*, zu groß*, zu
        schwer*, zu hoch*, zu niedrig*, zu teuer*, zu oft, nur noch, nur die hälfte, kostet, kosten
        uns, gekostet, teuer*, strafe*, sinkt, sinken, gesunken, fällt, fallen, rückgang*,
        zurückgegangen, zurückgeht, geht zurück, gehen zurück, schrumpf*, immer weniger, immer
        seltener, verlass*, verlässt, kündig*, gekündigt, weggeh*, gehen weg, unbesetzt*,
        fachkräftemangel, personalmangel, fehlt, fehlen, fehlend*, lücke*, leer, leere*, leersteh*,
        ungenutzt*, unverkauft*, liegen bleib*, bleiben liegen, bleibt liegen, stapel*, stapelt,
        türm*, von hand, händisch*, per hand, handarbeit, dreimal, immer wieder, jedes mal,
        jedesmal, sucherei, herumsuch*, ignorier*, überspring*, gehen vorbei, läuft vorbei, laufen
        vorbei, vorbeilauf*, geben auf, gibt auf, aufgeb*, abbrech*, brechen ab, bricht ab,
        abgebroch*, stornier*, absag*, zweifel*, misstrau*, leidet, stört, stören, nervt, nerv*,
        genervt*, verärger*, wütend*, frust*, frustrier*, engpass*, engpäss*, rückstand*,
        überstund*, nacharbeit*, nachbesser*, reparier*, reparatur*, verderb*, verdorb*, abgelauf*,
        abläuft, schwach*, schwäch*, schlecht*, schlimm*, schmutz*, verschmutz*, dreck*, fleck*,
        verzieh*, verzog*, verbieg*, verbog*, krumm*, versteckt*, dauert, dauern, braucht stunden,
        stundenlang, statt dass, obwohl, trotz, trotzdem, leider, schade*, schließen, quietsch*,
        streit*, durcheinander, vermisch*, verstopf*, brennt, schwank*, belast*, überforder*,
        fehlzeit*, abspring*, springen ab, springt ab, untergeht, unter gehen, zu laut, leiden,
        suchen müssen, leckt, lecken, leckage*, krank, krankmeld*, krankenstand*, lauter
        beschwerden
    """,
    soft="""
        besser, bessere*, schöner, schön*, gut, gute*, guter, toll*, super, zufrieden*, glücklich*,
        erfolg*, verbesser*, modern*, frisch*, attraktiv*, wow, cool, professionell*, positiv*,
        funktioniert, klappt, läuft, laufen, alle, allen, gefällt, gefallen, stolz*, fortschritt*,
        stark*, stärker*, image, wahrgenommen, wahrnehmung, zukunft*, sinn, perfekt*, qualität*,
        ergebnis*, leichter, einfacher, sichtbar*, sichtbarkeit, bekannt*, bekanntheit, anerkann*,
        geschätzt*, unterschied, fühl*, gefühl, erlebnis*, lösung*, alles, schritt*, effizient*,
        wettbewerbsfähig*, wachstum, wachsen, angenehm*, spannend*, stimmung*, begeister*, rund
        läuft, ansprechend*
    """,
    measures="""
        weniger, hälfte, halb so, halbier*, verdoppel*, doppelt so, verdreifach*, drittel, viertel,
        prozent*, mindestens, wenigstens, höchstens, maximal, nicht mehr als, nicht mehr, kein*,
        niemand, niemand mehr, keiner mehr, nie mehr, ohne, statt, anstatt, innerhalb, bis ende,
        bis zum, bis frühjahr, bis sommer, bis herbst, bis winter, bis weihnachten, bis ostern, bis
        januar, bis februar, bis märz, bis april, bis mai, bis juni, bis juli, bis august, bis
        september, bis oktober, bis november, bis dezember, kürzer*, schneller*, leichter als,
        leiser*, billiger*, günstiger*, niedriger*, höher*, öfter, häufiger*, seltener*, mehr
        bewerb*, mehr bestell*, mehr besucher*, mehr gäste, mehr anfragen, mehr kunden, mehr
        aufträge, selbst, selbständig, selbstständig, allein, alleine, von allein*, ohne hilfe,
        beim ersten, auf anhieb, in einem, eine seite, null, am selben tag, am gleichen tag, am
        nächsten tag, pro woche, pro monat, pro jahr, pro tag, pro schicht, je schicht, je woche,
        stunde, stunden, minute*, sekunde*, woche, wochen, leer bleib*, stoppt, verschwind*, weg
        ist, gezählt, zähl*, messen, gemessen, messbar*, umfrage, befragung, nachbestell*, wieder
        bestell*, wiederkomm*, kommen wieder, ausverkauf*, unterschrieb*, unterschreib*, fragt,
        nachfrag*, rückfrag*, findet, finden, verstehen, versteht, kann sagen, erklären kann,
        nennen kann, nennen können, besteht, übersteh*, verkauft, weiß wo, weiß was, wissen wo,
        wissen was, fragt mehr, leer bleibt, länger als, länger bleiben, bleiben länger, früher
        fertig, früher daheim, früher aus dem haus, an einem tag
    """,
    unsaid="""
        wird man sehen, werden wir sehen, sehen wir dann, mal sehen, schwer zu sagen, schwer zu
        messen, wissen wir nicht, weiß nicht, keine ahnung, nicht definiert, nicht festgelegt, noch
        nicht, nicht sicher, offen, können wir nicht sagen, sagen sie uns, merken wir, werden wir
        merken, spüren, merkt man, zeigt sich, wird sich zeigen
    """,
    numbers="""
        zwei, drei, vier, fünf, sechs, sieben, acht, neun, zehn, zwölf, fünfzehn, zwanzig, dreißig,
        vierzig, fünfzig, sechzig, siebzig, achtzig, neunzig, hundert, dutzend
    """,
    goals="""
        ziel, ziele, ziel ist, zielen, wir hoffen, wollen wir auf, wollen auf, möchten wir auf,
        möchten auf, zufrieden wenn, zufrieden wären, wären zufrieden, wären wir zufrieden, froh
        wenn, wären froh, wären wir froh, freuen uns wenn, erfolg wäre, erfolg wenn, ein erfolg
        ist, geschafft wenn, gelungen wenn, gelungen ist, gelöst wenn, gelöst ist es, gelöst wäre,
        runter auf, herunter auf, senken, reduzieren auf, reduzieren, halbieren, drücken,
        verringern, verkürzen, nicht mehr als, reichen würde, würde reichen, würde uns reichen,
        reicht uns, genügt, idealerweise, ideal wäre, am liebsten, sollte dauern, soll dauern, darf
        dauern, soll sinken, sollte sinken, wenn wir, wenn es, höchstens, zufrieden .. wenn, froh
        .. wenn, glücklich .. wenn, zufrieden mit, als gelöst, erledigt .. wenn, gut ist es wenn,
        dann ist es gut, ist es gut, sind wir am ziel, wieder drehen, wieder auf, zurück auf,
        würden wir gern
    """,
    nobody="""
        niemand, noch niemand, keiner, noch keiner, noch nicht, nicht entschieden, nicht
        festgelegt, nicht geklärt, nicht benannt, nicht bekannt, ungeklärt, unklar, unbekannt, wird
        noch, wird geklärt, zu klären, zu bestimmen, müssen wir noch, klären wir, klären wir noch,
        noch offen, wissen wir nicht, weiß nicht, mal sehen, sehen wir dann, je nachdem, kommt
        darauf an, alle, wir alle, alle zusammen, alle gemeinsam, jeder ein bisschen, irgendjemand,
        irgendwer, jemand, wer zeit hat, wer gerade, das ganze team, ganzes team, gesamte team, das
        team, ganze firma, unsere firma, verschiedene, mehrere personen, später, tbd, n a, k a,
        keine angabe, ist offen, wer gerade da ist, wir gemeinsam, müssen wir .. noch, noch klären,
        erst klären, noch zu klären, noch besprechen, wird besprochen, steht noch nicht
    """,
    undecided="""
        wer verantwortlich ist ist, noch nicht entschieden wer, nicht entschieden wer, nicht
        geklärt wer, noch nicht geklärt wer, unklar wer das, unklar wer dafür, unklar wer sich
        darum, wissen noch nicht wer, wissen nicht wer das projekt, offen wer, noch offen wer,
        niemand hat das übernommen, hat noch niemand übernommen, niemand ist dafür zuständig,
        niemand ist für das projekt, niemand zuständig, niemand so richtig zuständig, fühlt sich
        niemand zuständig, keiner zuständig, keiner fühlt sich zuständig, keinen verantwortlichen,
        keine verantwortliche, keinen ansprechpartner, keine zuständigkeit, müssen noch klären wer,
        wer sich darum kümmert, wer sich kümmert, wer das betreut, wer das intern, wer entscheidet
    """,
    owns="""
        verantwortlich ist, ist verantwortlich, ist zuständig, zuständig ist, kümmert sich, leitet
        das, leitet das projekt, leitet dieses, entscheidet, betreut, ansprechpartner*, federführ*,
        hat das budget, verantwortet, verantwortlich*, zuständig*, verantwortung, hut auf, gibt ..
        frei, hat das sagen, ich leite, ich führe, ich verantworte, ich entscheide, ich betreue
    """,
    general="""
        innovat*, modern*, digital*, zukunft*, zukünft*, neu, neue*, neues, kreativ*, frisch*,
        idee*, verbesser*, besser*, best*, gut, gute*, stark*, stärk*, erfolg*, wachs*, wachstum*,
        entwick*, weiterentwick*, potenzial*, potential*, chance*, herausforder*, lösung*,
        konzept*, strateg*, prozess*, optimier*, effizien*, effektiv*, nachhaltig*, grün*,
        qualität*, wert*, mehrwert*, vision*, marke*, image*, sichtbar*, präsenz*, markt*, märkt*,
        kund*, unternehm*, firma*, betrieb*, geschäft*, produkt*, dienst*, leistung*, angebot*,
        team*, mensch*, leute, alle*, mitarbeit*, kolleg*, kommunik*, positiv*, trend*, zeit*,
        welt*, heute, morgen, wandel*, veränder*, änder*, nächst*, ebene*, level*, schritt*, weg*,
        art, ding*, bereich*, branche*, wettbewerb*, konkurrenz*, transform*, attraktiv*,
        interess*, spannend*, inspir*, offen*, bereit*, woll*, möcht*, brauch*, such*, find*,
        mach*, werd*, werden, wird, nutz*, verwend*, bekomm*, bleib*, halt*, erhalt*, erreich*,
        beweg*, vorn*, voran*, vorwärts, helf*, hilfe*, unterstütz*, arbeit*, start*, beginn*,
        zeig*, nehm*, bring*, denk*, seh*, kenn*, führ*, position*, setz*, ziel*, gruppe*,
        zielgruppe*, generation*, jung*, älter*, etabliert*, tradition*, jahr*, lang*,
        verschieden*, allgemein*, gesamt*, ganz*, ganzheit*, irgend*, etwas, ansatz*, ansätz*,
        perspektiv*, blick*, impuls*, partner*, zusammenarbeit*, kooperat*, synerg*, netzwerk*,
        profession*, einzigartig*, besonder*, abheb*, schnell*, dynam*, flexib*, agil*, smart*,
        intelligent*, technolog*, erfahr*, erleb*, kultur*, tellerrand*, aufmerksam*, zeitgemäß*,
        profil*, ruf, situation*, problem*, wichtig*, richtig*, echt*, möglich*, beitrag*, region*,
        lokal*, gesellschaft*, sozial*, verantwort*, aufstell*, aufgestellt*, stell*, gemeinsam*,
        sehr, fit, schaff*, gestalt*, lass*, glaub*, hoff*, groß*, größ*, breit*, ambition*,
        fokus*, rolle*, steiger*, hebe*, ansprech*, anspruch*, ansprüch*, richtung*, reise, höher*,
        optimal*, anforder*, erwart*, leb*, intern*, extern*, kompetenz*, ressourc*, relevan*,
        bewusst*, schnell, passier*, vielleicht, eigentlich, wirklich, alltag*, spiel*, mehr,
        bedeut*, einfluss*, biet*, versuch*, red*, teil*, geh*, komm*, trag*, gewinn*, begeister*,
        überzeug*, präsent*, treib*, antrieb*, dauerhaft*, langfrist*, stetig*, ständig*, stehen,
        steht, sicher*
    """,
    stop="""
        und, oder, aber, der, die, das, den, dem, des, ein, eine, einen, einem, einer, eines, ist,
        sind, war, waren, sein, gewesen, hat, haben, hatte, hatten, habe, nicht, kein, keine,
        keinen, in, im, an, am, auf, aus, bei, beim, mit, nach, von, vom, zu, zum, zur, für, um,
        über, unter, vor, hinter, zwischen, durch, gegen, ohne, bis, seit, während, ich, du, er,
        sie, es, wir, uns, unser*, ihr, ihre*, ihnen, mein*, dein*, sich, man, dies*, jen*, hier,
        dort, da, dann, wenn, weil, dass, daß, ob, als, wie, wo, wann, warum, was, wer, welch*,
        auch, nur, noch, schon, immer, oft, jetzt, mehr, meist*, viel*, einige*, jed*, ander*,
        selb*, kann, können, könnte*, soll, sollen, sollte*, muss, müssen, musste*, darf, dürfen,
        würde*, wäre*, mal, eben, eher, ziemlich, so, sowie, sonst, denn, doch, ja, nein, dabei,
        dafür, damit, darum, deshalb, daher, dazu, davon, darauf, daran
    """,
    topics={
        "brand": """
            logo*, marke, marken*, slogan*, corporate design, erscheinungsbild*, image, firmenname*
        """,
        "web": """
            website*, webseite*, homepage*, internetseite*, webshop*, onlineshop*, online shop*,
            social media, instagram*, facebook*, linkedin*, google*
        """,
        "packing": """
            verpack*, karton*, schachtel*, etikett*, flasche*, gläser*, palette, paletten, folie*,
            umverpack*
        """,
        "people": """
            bewerb*, lehrling*, azubi*, auszubild*, recruit*, einstell* von, fachkräft*,
            personalmangel*, nachwuchs*, krankenstand*, fluktuat*, kündig*, arbeitgeber*,
            stellenanzeig*, rente, ruhestand*
        """,
        "training": """
            einarbeit*, schulung*, onboarding*, neue mitarbeiter*, neuen mitarbeiter*, anleitung*,
            arbeitssicherheit*, unfäll*, unfall*, unterweis*, handbuch*, handbüch*
        """,
        "machine": """
            maschine*, presse, pressen, anlage, anlagen, fertigungslinie*, linie, abfüll*, ofen,
            öfen, drehbank, rüstzeit*, umrüst*, stillständ*, stillstand*, wartung*, kompressor*,
            säge, sägen, schweiß*
        """,
        "scrap": """
            ausschuss*, toleranz*, qualitätskontroll*, qualitätsprüf*, risse, kratzer*, gutteil*,
            lunker*
        """,
        "energy": """
            energie*, strom*, heiz*, gas, gaskosten, solar*, photovolt*, dämm*, abwärme*, kühlung*,
            wasserverbrauch*, stromrechnung*, stromverbrauch*, gasrechnung*, kessel, wärme
        """,
        "waste": """
            abfall*, abfäll*, reste, verschnitt*, recycl*, sägemehl*, späne*, entsorg*, müll*
        """,
        "logistics": """
            liefer*, lkw*, fahrer*, transport*, versand*, lager, lagers, lagerhaltung*, lagerbest*,
            stapler*, logistik*, verlad*, bestand, bestände*
        """,
        "sales": """
            messe*, katalog*, prospekt*, händler*, export*, ausland*, neue märkte, auslandsmärkte*,
            vertrieb*, außendienst*, preisliste*, angebote schreiben, angebotserstell*,
            kalkulation*, neukunden, neue kunden, mitbewerber*, konkurrenz, auslandsgeschäft*,
            jüngere kunden, umsatz
        """,
        "building": """
            kantine*, pausenraum*, pausenräum*, parkplatz*, parkplätz*, büroräum*, umkleide*, dach,
            besprechungsraum*, fassade*, schaufenster*, verkaufsraum*, ausstellungsraum*,
            hofladen*, werksverkauf*
        """,
        "it": """
            erp*, crm*, excel*, tabelle*, software*, server*, intranet*, passwort*, passwört*,
            dateneingab*, drucker*, edv*, computer*, it system*, warenwirtschaft*,
            zettelwirtschaft, papierkram, barcode*, scanner*, formular*, digitalisier*
        """,
        "noise": "lärm*, geruch*, gerüch*, staub*, nachbar*, anwohner*",
        "product": """
            neue produkte, neues produkt, produktlinie*, kollektion*, prototyp*, rezept*, neue
            modelle, neues modell, sortiment*, neue sorte*
        """,
        "service": """
            reklam*, beschwerde*, kundendienst*, kundenservice*, ersatzteil*, anrufe*, hotline*,
            telefon*
        """,
        "visitors": "museumsshop*, führung*",
        "internal": """
            kommunikation zwischen, interne kommunikation, internen kommunikation,
            informationsfluss*, schichtübergab*, übergabe*, schwarzes brett, schichtplan*,
            urlaubsplan*, dienstplan*, besprechungen, meetings, abteilungen, kommunikation, büro
            und werkstatt
        """,
    },
    more="""
        außerdem, zudem, darüber hinaus, des weiteren, desweiteren, weiterhin, ferner, zusätzlich,
        obendrein, dazu kommt, hinzu kommt, dazu noch, ein weiteres problem, weiteres problem, ein
        anderes problem, eine andere sache, ein anderes thema, weiteres thema, noch ein thema,
        nächstes thema, erstens, zweitens, drittens, viertens, zum einen, zum anderen, zu guter
        letzt, nebenbei, und dann, dann ist da, dann wäre, dann haben wir, wenn wir schon dabei
        sind, wo wir schon dabei sind, abgesehen davon, nicht zuletzt, und nicht zuletzt, haben wir
        auch, gibt es auch, wir auch noch, auch noch, und schließlich, schließlich noch, dann noch,
        und dann noch, gleichzeitig bräuchten, gleichzeitig brauchen, das ist das eine, das andere,
        das zweite, das dritte, dann bräuchten wir, dann brauchen wir, dann ist noch, dann gibt es,
        eine weitere sache, eine weitere baustelle, ganz andere sache, unabhängig davon, fünftens,
        auch die, ebenfalls
    """,
    many="""
        mehrere probleme*, viele probleme*, einige probleme, drei probleme, vier probleme, mehrere
        themen, viele themen, mehrere baustellen, viele baustellen, einige baustellen, drei
        baustellen, vier baustellen, mehrere dinge, viele dinge, eine liste, ganze liste, lange
        liste, reihe von problemen, reihe von themen, alles auf einmal, alles gleichzeitig, mehrere
        bereiche, viele bereiche, in allen bereichen, alle bereiche, wo anfangen, wo wir anfangen,
        womit anfangen, verschiedene probleme, verschiedene themen, diverse probleme, an allen
        ecken, baustellen, diverses, verschiedenes, allerlei, dies und das, dieses und jenes,
        sammelsurium, wunschliste, was uns gerade beschäftigt, was uns beschäftigt, was uns alles,
        ein paar dinge, ein paar sachen, mehrere sachen, verschiedene sachen, mehrere anliegen,
        mehrere fragen, ein paar fragen, drei dinge, vier dinge, drei sachen, drei fragen,
        kunterbunt
    """,
    titles="herr, herrn, frau, hr, fr, dr, prof, familie",
    roles="""
        meister*, vorarbeiter*, leiter*, chef*, geschäftsführ*, inhaber*, ingenieur*, techniker*,
        kolleg*, buchhalt*, sekretär*, assistent*, designer*, kurator*, braumeister*, bäcker*,
        fahrer*, einkäufer*, bediener*, mechaniker*, schlosser*, verkäufer*, vertriebler*,
        gründer*, partner*, tochter, sohn, bruder, schwester, azubi*, lehrling*, schweißer*,
        tischler*, schreiner*, lagerist*, disponent*, planer*, controller*, bürgermeister*,
        berater*, kunde, kundin, lieferant*, fragen, anrufen, rufen, betriebsleiter*,
        produktionsleiter*, schichtleiter*, werksleiter*, werkleiter*, abteilungsleiter*,
        vertriebsleiter*, projektleiter*, teamleiter*, lagerleiter*, qualitätsleiter*,
        sachbearbeiter*, konstrukteur*, einkauf, produktion, vertrieb, marketing, verwaltung,
        leitung, geschäftsleitung, qualität*, entwicklung, instandhaltung
    """,
    nouns_are_capital=True,
)
