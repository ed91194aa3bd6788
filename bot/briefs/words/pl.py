"""Polish."""

from typing import Final

from bot.briefs.words import Words

WORDS: Final = Words(
    wants="""
        potrzebujemy, potrzebna, potrzebny, potrzebne, potrzebuję, potrzeba nam, chcemy,
        chcielibyśmy, chciałbym, chciałabym, chcę, szukamy, poszukujemy, pragniemy, zależy nam na,
        prosimy o, prosimy, proszę, zaprojektujcie, zaprojektowanie, zaprojektować,
        zaprojektowania, zróbcie, zrobić, stwórzcie, stworzenie, stworzyć, stworzenia, zbudować,
        zbudowanie, opracowanie, opracować, przygotowanie, przygotować, wykonanie, wykonać,
        powinna, powinien, powinno, powinny, ma mieć, ma być, mają być, musi mieć, musi być, ma
        zawierać, ma działać, miałaby, miałby, nowe logo, nowa strona, nową stronę, nowej strony,
        nowa aplikacja, nową aplikację, nowy katalog, nowy sklep, nowa identyfikacja, nową
        identyfikację, odświeżenie, odświeżyć, redesign, rebranding, nowa marka, przydałaby się,
        przydałby się, przydałoby się, zdecydowaliśmy, postanowiliśmy, planujemy, pomysł jest, nasz
        pomysł, zamówimy, zamówić, zlecimy, zlecić, czas na, pora na, nagrać, nakręcić, wdrożyć,
        wdrożenie
    """,
    solutions="""
        aplikacj*, apk*, appk*, stron* internetow*, stron* www, stron* www*, witryn*, serwis*
        internetow*, sklep* internetow*, sklep* online, e sklep*, portal*, platform*, logo, loga,
        logotyp*, slogan*, hasł* reklamow*, identyfikacj* wizualn*, identyfikacj*, wizerunk*,
        księg* znaku, branding*, rebranding*, redesign*, maskotk*, kampani*, reklam*, plakat*,
        ulot*, broszur*, folder*, katalog*, film*, filmik*, wideo, video, spot*, animacj*,
        chatbot*, bot, bota, konfigurator*, newsletter*, instagram*, tiktok*, facebook*, linkedin*,
        social media, social mediach, media społecznościow*, mediach społecznościow*, mediów
        społecznościow*, podcast*, vr, ar, wirtualn* rzeczywistoś*, rozszerzon* rzeczywistoś*,
        spacer* wirtualn*, wirtualn* spacer*, kod* qr, ekran*, kiosk*, dashboard*, oprogramowani*,
        program do, crm*, erp*, system*, robot*, dron*, gra, grę, gry, quiz*, kalendarz*,
        prezentacj*, stoisk*, showroom*, projekt opakowania, now* opakowan*, opakowan*, now*
        etykiet*, etykiet*, pudełk* prezent*, szyld*, tablic*, tabliczk*, mundur*, czcionk*,
        ilustracj*, sesj* zdjęciow*, sesj* fotograficzn*, zdję*, szablon*, intranet*, cyfrow*
        bliźniak*, czujnik*, hologram*, influencer*, wydarzen*, event*, blog*, gadżet*,
        wizualizacj*, mural*, instalacj*
    """,
    lacks="""
        nie mamy, nie ma, jeszcze nie mamy, nie posiadamy, brak, brakuje nam, bez, wciąż nie mamy,
        nadal nie mamy, nigdy nie mieliśmy
    """,
    hurts="""
        strac*, zgub*, skarż*, skarg*, reklamacj*, reklamuj*, narzeka*, problem*, kłopot*,
        trudnoś*, błęd*, błąd*, pomył*, myl*, źle, zły, złe, niewłaściw*, pęka*, pęknię*, łam*,
        złam*, psuj*, zepsu*, awari*, uster*, usterk*, wad*, brak* jakoś*, odpad*, wyrzuca*, braki,
        braków, odrzut*, odrzuca*, uszkodz*, uszkadza*, zwrot*, odsyła*, odmawia*, opóźn*, spóźn*,
        późno, wolno, powoln*, zatrzymuje*, zatrzymują, przestoj*, przestój, stoi, stoją, czeka*,
        czekan*, kolejk*, nie może*, nie mogą, nie możemy, nie potrafi*, nie umie*, nie da się,
        nikt, ledwo, rzadko, nigdy, nie wie*, nie wiedzą, nie wiadomo, nie znajduj*, nie może
        znaleźć, nie rozumi*, nie rozumieją, nie widzi*, nie widać, nie widzą, nie zauważ*, nie
        działa*, nie pasuj*, nie czyta*, nie przychodz*, nie przyjeżdża*, nie przyjdzie, nie
        używa*, nie korzysta*, nie kupuj*, nie ufa*, nie sprzeda*, nie dociera*, nie zna*, nie
        znają, nie trzyma*, nie pamięta*, nie zgłasza*, nie zostaj*, nie wytrzymuj*, nie nadąża*,
        nie odbiera*, nie trafia*, nie ma kto, nie ma gdzie, nie ma kim, zapomina*, zapomn*,
        niejasn*, nieczyteln*, niewidoczn*, pomija*, przeocz*, trudn*, ciężk*, męcz*, zmęcz*, boli,
        bolą, bóle, ból, uraz*, wypad*, niebezpiecz*, zagroż*, boją, boi się, strach*, hałas*,
        głośn*, pył*, kurz*, śmierdz*, smród, smrod*, cieknie, ciekn*, przeciek*, wycieka*, rdz*,
        rdzew*, pleśń, pleśni*, mokr*, moknie, mokną, wilgo*, namaka*, wysych*, żółkn*, blakn*,
        wyblak*, łuszcz*, odkleja*, odpada*, skleja*, klei się, zacina*, zacięci*, zakleszcz*,
        zarysow*, rysy, wgniec*, rozlew*, rozlan*, przegrzew*, za gorąco, gorąc*, zimn*, marzn*, za
        dużo, za mało, zbyt, za dług*, za długo, za krótk*, za mał*, za duż*, za cięż*, za wysok*,
        za nisk*, za drog*, za często, tylko jed*, kosztuj*, koszt*, drog*, kara, kary, kar um*,
        spada*, spadł*, spadek, spadk*, malej*, zmniejsz*, coraz mniej, coraz rzadziej, odchodz*,
        odesz*, odejś*, zwalniaj*, wypowiedzen*, braku*, niedob*, brak rąk, pust*, niewykorzyst*,
        niesprzedan*, zalega*, zostaje na, zostają na, zostało na, ręcznie, na piechotę, dwa razy,
        trzy razy, w kółko, ciągle, za każdym razem, szukan*, zgadu*, ignoruj*, przechodzą obok,
        mijają, rezygn*, porzuca*, przerywa*, odwołuj*, odwoła*, wątpi*, nieufn*, cierpi*,
        przeszkadza*, denerwuj*, złoś*, wściek*, frustr*, wąskie gardło, zaleg*, nadgodzin*,
        popraw* po, poprawk*, przerabia*, naprawia*, napraw*, przerw*, przetermin*, słab*, gorzej,
        gorsz*, pogarsz*, brudn*, brud, plam*, krzyw*, wygina*, wypacz*, odkształc*, ukryt*,
        zajmuje, zajmują, trwa, zamiast, mimo, choć, chociaż, niestety, szkod*, zamyk*, zapycha*,
        kończy się, kłóc*, nieporozum*, miesza*, rozjeżdża*, szuka, szukają, szukanie, strata,
        straty, zwracają, zwraca nam, oddają, tracimy, traci, tracą, tracić, stracil*, gubi*, gubią
    """,
    soft="""
        lepi*, lepsz*, ładni*, ładn*, dobrz*, dobr*, świetn*, super, zadowol*, szczęśliw*, sukces*,
        udan*, popraw*, poprawi*, ulepsz*, postęp*, nowoczesn*, śwież*, atrakcyjn*, wow,
        profesjonal*, pozytywn*, działa, działało, będzie działać, wszyscy, wszystkim, podoba*,
        spodoba*, dumn*, dum*, mocn*, siln*, wizerunek, wizerunk*, przyszłoś*, sens, idealn*,
        doskonał*, jakoś*, rezultat*, efekt*, łatwiej, łatwiejsz*, rozpoznawaln*, widoczn*,
        widocznoś*, docenia*, różnic*, czuj*, uczuc*, czuli, rozwiązan*, wszystko, krok*,
        efektywn*, konkurencyjn*, wzrost*, rozwój, przyjem*, ciekaw*, atmosfer*, zachwyc*
    """,
    measures="""
        mniej, połow*, o połowę, podwoi*, dwukrotn*, dwa razy, trzykrotn*, jedn* trzeci*, ćwierć,
        procent*, proc, co najmniej, przynajmniej, najwyżej, maksymalnie, maksimum, nie więcej, już
        nie, nikt, nikt już, żaden, żadn*, zero, zamiast, w ciągu, do końca, do wiosny, do lata, do
        jesieni, do zimy, do świąt, do wielkanocy, do stycznia, do lutego, do marca, do kwietnia,
        do maja, do czerwca, do lipca, do sierpnia, do września, do października, do listopada, do
        grudnia, krót*, krócej, szybci*, szybsz*, dłuż*, wcześni*, lżej*, lżejsz*, cisz*, ciszej,
        tani*, taniej, niższ*, wyższ*, więcej zgłosz*, więcej zamów*, więcej gości, więcej osób,
        więcej kandydat*, więcej klient*, więcej zwiedz*, sam, sami, sama, samodzieln*, za
        pierwszym razem, w jednym, jedna strona, jednej stron*, tego samego dnia, następnego dnia,
        na tydzień, na miesiąc, na rok, na dzień, na zmianę, tygodniowo, miesięcznie, rocznie,
        dziennie, godzin*, minut*, sekund*, tydzień, tygodni*, puste, pusty, zatrzym*, zniknie,
        znika*, policz*, zmierz*, mierz*, ankiet*, ponown* zam*, zamówi znowu, zamówią znowu,
        wróc*, wraca*, wyprzeda*, podpis*, pyta*, dopyt*, zapyta*, znajd*, znajduj*, rozumi*,
        wiedz*, potrafi*, wytrzyma*, przejdzie, przechodzi, sprzeda*, częściej, policzymy, wie
        gdzie, wie co, wiedzą gdzie, wiedzą co, bez pomocy, bez pyta*, bez reklamac*, bez przerw*,
        bez przestoj*, bez dopyt*, bez poprawek, bez czekania, bez skarg
    """,
    unsaid="""
        zobaczymy, trudno powiedzieć, trudno zmierzyć, nie wiemy, nie wiem, nie mamy pomysłu, do
        ustalenia, nieokreślon*, nie określ*, nie ustali*, jeszcze nie, nie jesteśmy pewni,
        otwarte, na wyczucie, się okaże, okaże się, czas pokaże, wyjdzie w praniu, sami powiedzcie,
        poczujemy, zauważymy, to się zobaczy, to się czuje
    """,
    numbers="""
        dwa, dwie, dwóch, dwoje, trzy, trzech, cztery, czterech, pięć, pięciu, sześć, siedem,
        osiem, dziewięć, dziesięć, dziesięciu, dwanaście, piętnaście, dwadzieścia, trzydzieści,
        czterdzieści, pięćdziesiąt, sto, setk*, tuzin
    """,
    goals="""
        cel, cele, celem, celujemy, mamy nadzieję, liczymy na, chcemy zejść, chcielibyśmy zejść,
        zejść do, zejść poniżej, spadł* do, spadł* poniżej, chcemy osiągnąć, chcielibyśmy osiągnąć,
        będziemy zadowoleni, bylibyśmy zadowoleni, ucieszy nas, ucieszyłoby nas, sukcesem będzie,
        sukcesem byłoby, sukces to, uda się jeśli, udało się jeśli, rozwiązan* jeśli, rozwiązan*
        gdy, skrócić do, zmniejszyć do, zmniejszyć o, skrócić o, obniżyć do, ograniczyć do, nie
        więcej niż, wystarczy, wystarczyłoby, byłoby dobrze, powinno zająć, ma trwać, powinno
        trwać, zadowol* .. gdy, zadowol* .. jeśli, zadowol* .. jak, zadowol* z, załatwion*, uznamy
        .. za, wystarczy .. jeśli, cieszylibyśmy, ucieszym*, będzie dobrze, jest dobrze, dobrze
        jeśli, dobrze gdy, u celu, z powrotem do
    """,
    nobody="""
        nikt, jeszcze nikt, nie ma, nie ma jeszcze, nie ustalono, nie ustalon*, nieustalon*, do
        ustalenia, ustalimy, ustala się, w trakcie ustal*, nie wiadomo, jeszcze nie wiadomo, nie
        wiemy, nie wiem, jeszcze nie wiemy, nie wyznaczono, nie wyznaczyli*, wyznaczymy, nie
        zdecydow*, zdecydujemy, zobaczymy, wszyscy, wszyscy razem, my wszyscy, każdy, każdy po
        trochu, ktokolwiek, ktoś, kto będzie, kto akurat, cały zespół, cała firma, nasza firma,
        różne osoby, kilka osób, różni, później, potem, tbd, n a, zależy kto, brak osoby, na razie
        brak, jeszcze otwarte, nie ustalili*, nie uzgodnili*, nie uzgodnion*, trzeba .. ustalić,
        musimy .. ustalić, do uzgodnienia
    """,
    undecided="""
        kto będzie odpowiad*, nie ustaliliśmy kto, jeszcze nie ustaliliśmy, nie wiadomo kto będzie,
        nie wiadomo kto się, nie wiadomo kto ma, nie wiemy kto, nie wiemy jeszcze kto, jeszcze nie
        wiemy kto, nie wyznaczyliśmy, nie wyznaczono, nikt się tym nie zaj*, nikt się tym u nas,
        nikt tym nie zarządza, nikt nie odpowiada za ten, nikt u nas za to, nikt za to nie
        odpowiada, nikt tego nie prowadzi, nikt nie wziął, nie mamy osoby odpowiedzial*, kto to
        poprowadzi, kto ma to, kto się tym zajmie, nie ma jeszcze osoby, nie ma osoby
        odpowiedzial*, kto podejmie decyzj*
    """,
    owns="""
        odpowiada za, jest odpowiedzial*, odpowiedzialn* jest, osoba kontaktowa, osobą kontaktową,
        zajmuje się tym, prowadzi projekt, prowadzi ten, poprowadzi, decyduje, decyzje podejmuje,
        decyzję podejmuje, podejmuje decyzj*, opiekun*, koordynuje, koordynator*, odpowiedzialn*,
        odpowiada*, decyzj*, decyduj*, zatwierdza*, kieruję, prowadzę, zarządzam, decyduję
    """,
    general="""
        innowac*, nowoczesn*, cyfrow*, cyfryz*, przyszłoś*, now*, kreatyw*, twórcz*, śwież*,
        pomysł*, idea*, popraw*, lepsz*, lepiej, dobr*, dobrz*, najlep*, świetn*, mocn*, siln*,
        sukces*, rosn*, wzrost*, rozwój, rozwoj*, rozwin*, rozwij*, potencjał*, możliw*, wyzwan*,
        rozwiąz*, koncep*, strateg*, proces*, optymal*, efektywn*, skuteczn*, zrównoważ*, zielon*,
        ekolog*, jakoś*, wartoś*, wizj*, mark*, wizerun*, widoczn*, obecnoś*, ryn*, klient*, firm*,
        przedsiębior*, biznes*, produkt*, usług*, ofert*, zespół, zespoł*, ludzi*, wszyscy,
        wszystk*, pracown*, komunik*, pozytyw*, trend*, czas*, świat*, dziś, dzisiaj, jutro,
        zmian*, zmieni*, kolejn*, następn*, poziom*, krok*, sposób, sposob*, rzecz*, obszar*,
        dziedzin*, branż*, konkuren*, transform*, atrakcyj*, interes*, ciekaw*, inspir*, otwar*,
        gotow*, chc*, chciel*, potrzeb*, szuk*, znale*, znajd*, zrob*, robi*, robimy, sta*, używ*,
        wykorzyst*, korzyst*, dosta*, pozost*, utrzym*, zachow*, osiąg*, dotrz*, dociera*, ruszy*,
        przód, naprzód, pomo*, pomag*, zacz*, zaczyn*, pokaz*, wzią*, przynie*, myśl*, widz*,
        prowadz*, lider*, pozycj*, cel*, grup*, pokole*, młod*, starsz*, ugruntow*, tradyc*, lat,
        lata, rok*, dług*, różn*, ogóln*, cał*, komplek*, coś, jakoś, jakieś, jakiś, podejśc*,
        spojrz*, perspektyw*, wsparci*, partner*, współprac*, synerg*, sieć, sieci, profesjonal*,
        wyjątk*, unikal*, specjal*, wyróżn*, szybk*, dynam*, elastycz*, inteligent*, technolog*,
        doświadcz*, kultur*, ram*, uwag*, współczes*, profil*, reputac*, sytuac*, problem*, ważn*,
        istot*, praw*, prawdz*, wkład*, region*, lokal*, społecz*, odpowiedz*, działa*, działaln*,
        bardz*, razem, wyj*, naprzeciw, oczekiw*, wierz*, nadzie*, duż*, szerok*, szersz*, ambic*,
        skup*, rol*, podnie*, podnos*, wzmoc*, wzmac*, przyciąg*, zaangaż*, kierun*, drog*, wyższ*,
        optymaln*, wymag*, oczek*, wewnętrz*, zewnętrz*, kompetenc*, zasob*, istotn*, świadom*,
        szybko, dzieje, dziać, może, naprawdę, większ*, codzien*, gra*, dodan*, zostać, wpływ*,
        znacz*, oferow*, konty*, tworz*, stwor*, przedstaw*, zapewn*, prób*, spróbow*, porozmaw*,
        czoł*, ide*, iść, idziemy, staw*, nad*
    """,
    stop="""
        i, a, o, u, w, we, z, ze, na, do, od, po, za, pod, nad, przed, przez, przy, dla, bez,
        między, oraz, albo, lub, ale, lecz, że, żeby, aby, by, bo, gdyż, ponieważ, więc, jak, jako,
        jeśli, jeżeli, gdy, kiedy, który, która, które, którzy, których, którym, jest, są, być,
        był, była, było, były, będzie, będą, będziemy, jesteśmy, jestem, mamy, ma, mają, mieć,
        miał, nie, tak, to, ten, ta, te, tego, tej, tych, tym, temu, tu, tam, też, także, również,
        już, jeszcze, tylko, nawet, bardziej, najbardziej, co, kto, gdzie, dlaczego, nas, nam,
        nami, nasz*, my, wy, was, wam, oni, one, ich, im, go, ją, jej, jego, się, sobie, swoj*,
        swój, każd*, inn*, taki, taka, takie, teraz, zawsze, często, może, można, trzeba, musi,
        musimy, powinn*, czy, ani, niech, dość, trochę, wiele, dużo, mało, jeden, jedna, jedno,
        jednak
    """,
    topics={
        "brand": "logo, logotyp*, mark*, identyfikacj* wizualn*, slogan*, wizerun*, nazw* firmy",
        "web": """
            stron* internetow*, strona www, witryn*, sklep* internetow*, social media, media
            społecznościow*, mediach społecznościow*, mediów społecznościow*, instagram*,
            facebook*, linkedin*, google*, strona
        """,
        "packing": "opakowa*, pudeł*, karton*, etykiet*, butel*, słoik*, słoj*, palet*, foli*",
        "people": """
            kandydat*, aplikuj*, uczni*, praktykant*, rekrutac*, zatrudni*, rąk do pracy, młodych
            ludzi, młodzi, zwolnien*, rotacj*, odchodz*, pracodawc*, ogłoszen* o prac*, emerytur*,
            brakuje ludzi, brak pracown*, wakat*, pracownik* odchodz*, spawacz*, brak ludzi,
            chętn*, zwolnieni*
        """,
        "training": """
            szkole*, wdraż* now*, nowych pracown*, nowi pracown*, instrukcj*, bhp, wypad*,
            podręcznik*, bezpieczeńst*
        """,
        "machine": """
            maszyn*, pras*, lini*, linia, pakowacz*, piec*, tokark*, przezbroj*, awari*, przestoj*,
            konserwac*, kompresor*, pił*, spawan*, obrabiark*
        """,
        "scrap": "brak* jakoś*, odrzut*, toleranc*, kontrol* jakoś*, pęknię*, rys, rysy, zarysow*",
        "energy": """
            energi*, prąd*, ogrzew*, gaz, gazu, fotowolt*, izolacj*, chłodz*, zużyc* wody, ciepł*
            odpadow*, rachunk* za prąd, rachunk* za gaz, kocioł, kotł*, ciepł*
        """,
        "waste": "odpad*, ścin*, recykling*, trocin*, resztk*, utyliz*, śmiec*",
        "logistics": """
            dostaw*, ciężarów*, tir*, kierow*, transport*, magazyn*, zapas*, wózk* widłow*,
            logistyk*, wysyłk*, załadun*
        """,
        "sales": """
            targ*, stoisk*, katalog*, folder*, dealer*, eksport*, rynki zagraniczn*, zagraniczn*,
            handlow*, cennik*, ofertowan*, wycen*, nowych klient*, nowi klienci, konkurenc*,
            młodsz* klient*, sprzedaż*
        """,
        "building": """
            stołówk*, kantyn*, parking*, szatni*, dach*, sal* konferenc*, pokój socjaln*, socjaln*,
            elewacj*, witryn* sklep*, sklep* firmow*
        """,
        "it": """
            erp*, crm*, excel*, arkusz*, oprogramow*, serwer*, intranet*, hasł*, wprowadzan*
            danych, drukark*, komputer*, informaty*, papierolog*, formularz*, kody kreskow*,
            skaner*, dane
        """,
        "noise": "hałas*, smród, smrod*, zapach*, pył*, sąsiad*, sąsiedz*",
        "product": """
            now* produkt*, now* kolekc*, kolekcj*, prototyp*, receptur*, now* model*, asortyment*,
            now* smak*
        """,
        "service": """
            reklamac*, skarg*, serwis*, części zamienn*, obsług* klient*, infolini*, telefon*
        """,
        "visitors": "sklep* muzeal*, oprowadz*",
        "internal": """
            komunikacj* między, komunikacj* wewn*, przepływ informac*, przekazan* zmiany, tablic*
            ogłosz*, grafik*, urlop*, zebran*, spotkan*, dział*, komunikacj*, obieg informac*
        """,
    },
    more="""
        poza tym, oprócz tego, ponadto, dodatkowo, do tego, na dodatek, co więcej, prócz tego, inny
        problem, kolejny problem, drugi problem, trzeci problem, kolejna sprawa, druga sprawa,
        następna sprawa, kolejna rzecz, po pierwsze, po drugie, po trzecie, na koniec, a także,
        przy okazji, i jeszcze, no i, a do tego, osobna sprawa, inna sprawa, mamy też, mamy
        jeszcze, jest jeszcze, jest też, i wreszcie, wreszcie, po czwarte, po piąte, druga rzecz,
        trzecia rzecz, trzecia sprawa, zupełnie inna sprawa, całkiem inna sprawa, niezależnie od
        tego, osobny temat, inny temat, następny problem, chcielibyśmy też, chcielibyśmy także,
        chcemy też, potrzebujemy też, potrzebujemy również, również
    """,
    many="""
        kilka problem*, wiele problem*, dużo problem*, kilka spraw, wiele spraw, kilka rzeczy,
        wiele rzeczy, lista problem*, cała lista, długa lista, trzy problem*, cztery problem*,
        kilka temat*, wiele temat*, wszystko naraz, wszystko na raz, kilka obszar*, wiele obszar*,
        we wszystkich obszarach, od czego zacząć, nie wiemy od czego, różne problem*, szereg
        problem*, masa problem*, różne sprawy, różne rzeczy, różności, rozmaitości, wszystko po
        trochu, to i owo, lista życzeń, trzy rzeczy, cztery rzeczy, trzy sprawy, cztery sprawy,
        parę spraw, parę rzeczy, parę problem*, kilka pytań, trzy pytania, kilka kłopot*
    """,
    titles="pan, pana, panu, panem, pani, panią, p, mgr, inż, dr, prof",
    roles="""
        kierowni*, dyrektor*, mistrz*, brygadzist*, szef*, prezes*, inżynier*, technolog*, techni*,
        koleg*, koleżan*, księgow*, sekretar*, asystent*, projektant*, kustosz*, piwowar*,
        piekarz*, kierowc*, zakupow*, operator*, lider*, mechanik*, handlow*, właściciel*,
        założyciel*, wspólni*, żon*, syn, syna, synem, córk*, brat*, siostr*, uczeń, spawacz*,
        stolarz*, magazynier*, planist*, burmistrz*, wójt*, doradc*, klient*, dostawc*, dzwonić,
        zadzwonić, pytać, kontakt, pisać, specjalist*, koordynator*, majst*, konstruktor*,
        produkc*, marketing*, jakoś*, zakup*, zarząd*
    """,
)
