"""Beginnings of words by which texts in twelve languages speak of what a skill is about.

People rarely write the name of a skill: "I build boxes for wine" is packaging. These words only
rank, and count less than a name does. A word belongs here if most texts that use it are about the
skill, whoever writes them: none is taken from a single text. One word is the beginning of a word
(whole if it ends in `.`), `_` joins words that follow each other.
"""

from collections.abc import Mapping
from typing import Final

CUES: Final[Mapping[str, str]] = {
    "industrial_design": """product_design produktdesign produktov_dizajn wzornictw wzorni
        oblikovanj_izdelk industrijsk_oblikov formgiv formatervez productontwerp
        βιομηχανικ_σχεδ design_vyrobk návrh_výrobk progettist_di_prodott injection_mould
        spritzguss brizgan""",
    "packaging_design": """packag opakowan embalaž emballag verpack obal. obaly. obalů. obalov
        imballagg confezion verpakking συσκευασ ambalaž csomagol etikiet etiket etikett
        etichett ετικετ címke doboz kutij karton škatl schachtel krabic scatol κουτι pudełk""",
    "furniture_design": """furnitur meble. mebli meblar pohištv møbel møbl nábytk nábytok
        arredament meubel meubil επιπλ namještaj bútor stuhl krzesł stolar chair""",
    "cad_modelling": """cad. solidworks fusion_360 rhino autocad catia 3d_model
        technisch_zeichn rysun_technic konstruktionszeichn""",
    "material_research": """materialforsch werkstoff materiał raziskav_material materialeforsk
        biomaterial materiálov_výskum ricerca_material materiaalonderz anyagkutat
        istraživanj_materijal υλικων recyclat reciklat recyklat rezyklat composit fiber. fibre""",
    "ergonomics": """ergonom workstation arbeitsplatzgestalt stanowisk_prac delovn_mest
        arbejdsstilling arbejdsplads pracovisk pracovn_stanic postazion_di_lavoro werkplek
        θεσεις_εργασιας radn_mjest munkaállomás munkahely rückenschmerz hátfáj cockpit kokpit""",
    "graphic_design": """graphic grafik grafič graficz grafisk grafic. grafica. grafické
        grafisch γραφιστ layout plakat poster brochur folder. leaflet prospekt ulotk letak
        tipografie_a_grafik brožur vizualn_podob drucksach tryksag drukwerk""",
    "branding": """brand corporate_identity logo. logotip logotyp celostn_podob blagovn_znamk
        marka. marki. markę značk značky varemærk merk. merkidentit marchi. identità_visiv
        εταιρικ_ταυτοτ επωνυμ brend arculat márka markenauftritt vizuální_identit
        wizerunek_mark visuel_identit visual_identit robna_marka neue_marke""",
    "illustration": """illustr ilustr εικονογρ rysuj rysun rysunk drawing drawn zeichn zeichen
        risanj riše risar tegn. tegner tegning kresl kresb disegn teken tekening crtam crtež
        σχεδια_με_το_χερι rajzol rajzo comic komiks strip. stripa tegneseri fumett sticker
        zine""",
    "typography": """typograph typografi tipograf τυπογραφ schriftgestalt lettering
        letterpress font. fonts. kalligra kaligra calligra bogtryk liternictw písmo. písma.
        betűtervez""",
    "infographics": """infograf infograph dashboard data_visual dataviz datenvisual
        visualisier_daten wizualizacj_danych vizualizac_dat vizualizacij_podatk datavisual
        visualizzazion οπτικοποιηση adatvizual schaubild piktogram obrázkov_návod chart.
        pictogram bildanleit""",
    "wayfinding": """wayfind signage oznakowan signalist skiltning beschilder leitsystem
        orientačn_systém značen_tras segnaletic bewegwijz σημανση označevanj signalizac
        putokaz táblarendszer trail_sign visitor_route besucherleit""",
    "ux_design": """ux. ui. ux_design user_interface user_experience interfac bedienoberfl
        bedienpanel interfejs vmesnik brugergrænsefl brugeroplevel uživatelsk_rozhran rozhrani
        rozhran interfacci gebruikersinterf gebruikerservar διεπαφ sučelj felhasználói_felül
        kezelőfelül wireframe makiet figma. touchscreen usability použiteln""",
    "web_dev": """website webseite webpage strony_intern stron_www spletn_stran webudvikl
        hjemmesid webentwick webov_strán webov_stránk webové_stránk sito_web siti_web
        webontwikk ιστοσελιδ web_stranic mrežn_stranic weboldal weblap javascript wordpress
        frontend backend html. react. fullstack web_develop""",
    "app_dev": """mobile_app app_develop aplikacj_mobil mobiln_aplikac app-entwick appudvikl
        appontwikk app_mobil εφαρμογ_για mobilalkalmaz android. ios. swift. kotlin. flutter.
        unity. programmier_app""",
    "creative_coding": """creative_cod supercollider touchdesigner p5js openframeworks max_msp
        pure_data generativ puredata live_cod sonif algorav interaktiv_install""",
    "iot_electronics": """electronic elektronik ηλεκτρονικ elettronic arduino raspberry esp32
        mikrokontrol microcontrol sensor czujnik senzor sensori αισθητηρ érzékel lutowan
        solder solderen löten lodd robot. roboter robote robott ρομποτ spájkov spajkanj iot.
        mechatron""",
    "data_science": """data_scien datascien datenanaly data_analy analiz_danych analiz_podatk
        dataanaly analýz_dat analisi_dei_dati ανάλυση_δεδομεν adatelem machine_learn statisti
        maskinlær strojov_učen strojno_učen python. dataset open_data offene_daten otvoren_dát""",
    "ai_tools": """artificial_intel künstlich_intell sztuczn_inteligenc umetn_inteligenc
        kunstig_intell umělá_intell umělé_intel intelligenza_artif kunstmatig_intel
        τεχνητη_νοημοσ τεχνητης_νοημοσ umjetn_inteligen umelá_intel umelej_intel
        mesterséges_intell midjourney stable_diffusion chatgpt generative_ai runway.
        elevenlabs""",
    "xr": """xr. vr. webxr virtual_real augmented_real virtuell_real erweitert_real
        rzeczywistośc navidezn_resnič obogaten_resnič razširjen_resnič virtuálna_real
        virtuální_real rozšířen_real realtà_virtual realtà_aument εικονικη_πραγμ
        εικονικης_πραγμ επαυξημεν virtualn_stvarn proširen_stvarn virtuális_valós
        kiterjesztett_valós hologr 360-video headset unity.""",
    "3d_visualisation": """3d_visual 3d_render rendering blender. cinema_4d 3ds_max maya.
        wizualizacj_3d 3d_artist 3d_vizual architekturvisual 3d_graf látványterv""",
    "game_design": """game_design gamedev games. spiele. spiel. spieleentw gry. gier. igre.
        iger. igra. spil. spiludv hry. hru. hra. hernej herní giochi. gioco. videogioc
        videogames spellen. spel. spelontw παιχνιδ játék videoigr board_game unity. godot.
        unreal""",
    "gamification": """gamif gamificer grywaliz igrifik gamifikac serious_game serious_games
        spielifiz παιχνιδοπ ludic lernspiel gryfik poigrit escape_room pub_quiz""",
    "video_production": """video film. filmy. filmów filme. filmen filmmak filmer film- snemam
        snimam videopro movie dokumentar documentar dokument_film reels. montaž_vide
        filmproduk videofilm βιντεο ταινι ντοκιμαντ filmez videóz videomak reportage kameraman
        videograf imagefilm natáč krótk_film kratk_film kortfilm""",
    "photography": """photo fotogr fotos. foto. fotky. fotk zdjęci φωτογρ fotóz fényképe
        fénykép slikam. slikanj_s fotoapar portræt portrait""",
    "animation": """animat animac animovan animiran animier animaz κινουμεν_σχεδ
        motion_graphic motion_design motion_grafi after_effects trickfilm stop_motion animál
        rajzfilm tegnefilm krátké_animac kurzfilm explainer""",
    "sound_design": """sound_design sounddesign sound_art lydkunst lyddesign lydland klang.
        klänge klangkunst tongestalt tonmeister dźwięk zvok zvuk audio. audiov zvočn zvukov
        ηχος ηχητ geluid suono. suoni. hangterv hangmér field_record recording snimanje_zvuk
        nahráv soundscape lyd. lydteknik mix_and_master noise""",
    "music_composition": """music composer compos_musi komponi komponist musik. musiker muzyk
        glasb skladatelj skladb hudb skladatel musica. musicist compositor muziek componist
        μουσικ glazb skladat zene. zenész zeneszerz band. song. songwrit kompozytor""",
    "podcast": """podcast audio_guide audioguide audiovodič audio_vodič rádió. radijsk
        ραδιοφων rozhlas audioprzewodn audioprewod hörspiel høreguide""",
    "copywriting": """copywrit slogan texte. texter webtext werbetext teksty. tekstopis tekst.
        besedil tekstforfat reklametekst textařk textař texty. testi. tekstschrijv κειμενα
        κειμενογρ tekstov szövegír szöveg newsletter claim naming imenovanj content_writ
        pisanj_besed pišem_tekst skriver_tekst produktbeschreib nazwy_produkt""",
    "storytelling": """storytell story. stories. geschichten geschichte_des geschichte_der
        erzähl opowieśc opowiad zgodb pripoved fortælling fortæll příběh vyprávě racconto.
        raccont storie. verhalen vertel ιστορι αφηγη priče. priča. pripovij rozpráva történet
        mesél narrat""",
    "translation": """translat übersetz tłumacz prevaja prevod oversætt překlad traduz traduc
        traduttor vertaal vertaler vertaling μεταφρασ μεταφραζ prevodit prevoditelj prekladat
        fordít tolmács lokaliz lokalis interpret.""",
    "journalism": """journalis dziennikar novinar journalist giornalis δημοσιογραφ újságír
        reporter reportaż redaktor redakt redaz editorial redakč""",
    "social_media": """social_media social. socials instagram tiktok facebook youtub influenc
        družben_omrežj sociáln_sít sociáln_siet sozial_medien sociale_media sociale_medier
        media_społecz κοινωνικα_δικτυα μεσα_κοινων društven_mrež közösségi_méd reels.
        community_manag linkedin""",
    "digital_marketing": """digital_market online_market seo. google_ads kampagne kampania
        kampanj kampaň campaign campagn trženj marketing digitaln_trženj oglaš reklam διαφημισ
        μαρκετινγκ hirdet kampány e-commerc webshop spletn_trgov newsletter""",
    "pr_communication": """public_relation press_release pressearbeit presse. öffentlichkeit
        odnosi_z_javn odnosi_s_javn media_relation rzeczni prasow komunikac pressemeddel
        tiskov_zpráv tlačov_správ ufficio_stampa comunicazion persbericht persvoorlicht
        δημοσιες_σχεσ επικοινωνι priopćenj sajtóköz kommunikáció kommunikation""",
    "crowdfunding": """crowdfund kickstart indiegogo množičn_financ zbiórk hithit startnext
        közösségi_finansz skupinsko_financ gofundme patreon""",
    "service_design": """service_design servicedesign usług storitev palvel tjenestedes
        servisní_design design_služ design_serviz dienstverlening dienstenontw υπηρεσι
        dizajn_uslug customer_journey patient_journey visitor_experien besuchererleb
        szolgáltatástervez szolgáltatás besøgsopl zážitek_návštěv εμπειρι_επισκ""",
    "design_thinking": """design_think design_sprint ideation brainstorm ideenfind
        kreativni_proces co-creat cocreat kokreac ideeontwikk problem_solving tænkning""",
    "workshop_facilitation": """facilit moderier moderator moderacj moderir moderaz
        workshopleit workshopów warsztaty_prowad prowadzę_warszt vodim_delavn delavnice_za
        leder_workshop vedu_workshop vediem_workshop conduco_workshop geef_workshop
        vodim_radion εργαστηρια_για συντονι műhelyt_vezet tréner tréning""",
    "user_research": """user_research user_test usertest interview intervju intervjuv wywiad
        rozmawia z_użytkownik nutzerforsch nutzertest brugerundersøg brugerinterv brugerstud
        rozhovor výzkum_uživ intervist ricerca_utent talk_to_people talks_to_people
        rozmawia_z_ludźmi porozmawia_z_ludźmi pogovarja_z_ljudmi pogovori_z_ljudmi
        taler_med_folk tale_med_folk mit_den_menschen_sprech mit_den_leuten_sprech
        spricht_mit_den mluví_s_lidmi promluví_s_lidmi parla_con_le_person parli_con_le_person
        praat_met_mensen praten_met_mensen μιλαει_με_ανθρωπ μιλησει_με_τους_ανθρ
        razgovara_s_ljudima rozpráva_s_ľuďmi porozpráva_s_ľuďmi beszél_az_emberekkel
        beszélget_az_emberekkel gebruikersonderz συνεντευξ ερευνα_χρηστ razgovor_s_koris
        interjú felhasznál megfigyel observ_user beobacht spørge_brug opazuj""",
    "foresight": """foresight futures szenari scenariusz scenarij scenari. scenarier scenario
        zukunft fremtid prihodnost budoucn budúcn futuro. toekomst μελλον budućnost jövő
        trendforsch trends. trendy. trendek speculativ spekulativ""",
    "business_modelling": """business_model business_plan businessplan geschäftsmodell
        geschäftsidee model_biznes modele_biznes biznesplan poslovni_model poslovni_načrt
        poslovn_model forretningsmod forretningsplan obchodní_model podnikatelsk
        modello_di_bus modelli_di_bus businessmodel verdienmodel επιχειρηματικ_μοντ
        επιχειρηματικ poslovni_plan obchodn_model üzleti_modell üzleti_terv preis_kalk pricing
        cijena_rad startup start-up wycen ceno_del prijsbepal""",
    "project_management": """project_manag projektmanag projektleit zarządzani_projekt
        kierowni_projekt vodenje_projekt vodim_projekt projektled řízení_projekt
        gestione_progett gestione_di_progett projectleid projectmanag διαχειριση_εργ
        upravljanj_projekt vođenj_projekt riadeni_projekt projektvezet projektmenedž koordin
        producer. produzent producent. producentka producentk""",
    "org_culture": """organisationsentw organisationsud company_cult unternehmenskult
        kultura_organiz kultur_organizac firemn_kultur organizacijsk_kult kultura_podjet
        cultura_aziend bedrijfscult οργανωσιακ szervezetfejl vállalati_kult team_build
        teambuild change_manag leadership mitarbeiter_ arbejdspladskult belső_komm""",
    "event_management": """event_manag eventmanag events. veranstalt wydarze_organ organizuj
        organizacj_wydar dogodk prireditev prirej arrangement arrangør arrangere
        organizace_akc pořádán pořádá organizzazione_event organizziamo eventi. evenement
        evenementen εκδηλωσ φεστιβαλ festival organizacij_događ događaj podujat rendezvény
        szervez konferen konferencj sajam. sejem. messe.""",
    "ip_licensing": """copyright licens lizenz licenc urheberrecht urheber prawo_autor
        praw_autor avtorsk_prav ophavsret rettighed autorsk_práv diritto_d_autore
        diritti_d_autore diritti. auteursrecht πνευματικ_ιδιοκτ πνευματικα_δικ δικαιωματα
        szerzői_jog intellectual_prop patent. patents. trademark contract contratt vertrag
        pogodb umow. smlouv zmluv kontrakt szerződ συμβασ ugovor ip. royalt lawyer anwalt
        odvetni""",
    "concept_development": """concept. concepts. konzept koncept konceptudv koncepcj
        concept_devel creative_direct kreativdirekt art_direct artdirekt ideja_za""",
    "fundraising": """fundrais grant_writ grants. fördermittel förderantrag dotacj granty.
        grantů wniosk razpis prijav_na_razp fondsans fondsøg dotac dotace bandi. bando.
        raccolta_fondi subsidie fondsenwerv χρηματοδοτησ επιχορηγ natječaj pályázat pályázatír
        sponsor""",
    "3d_printing": """3d_print 3d_druck druk_3d drukiem_3d 3d_tisk tisk_3d 3d_tlač stampa_3d
        3d-printen τρισδιαστατη_εκτυπ 3d_εκτυπ 3d_ispis 3d_nyomtat additiv prusa. drukark_3d
        3d_tiskar fablab fab_lab makerspac""",
    "cnc_laser": """cnc. laser. laserov lasersk laserschn lasercut laser_cut λειζερ lézer
        wycinan_laser lasersnijd frezen fräsen frézov frézar rezkanj glodan milling plotter""",
    "prototyping": """prototyp πρωτοτυπ mockup mock-up modellbau model_mak maketa. makety.
        modelmak fablab fab_lab makerspac minimum_viable mvp. makete""",
    "ceramics_glass": """ceram keram κεραμ pottery potter töpfer lončar garncar porcel porzel
        porcelán glass. glas. glaskunst glasmac glasblæs steklo steklar staklo sklen sklár
        vetro. vetra szkło szklar szkliw szkla γυαλι üveg fazekas clay. gline. glina. glazur
        stoneware""",
    "woodwork": """wood. woodwork woodturn carpent joiner tischler schreiner holz. holzarb
        drewn stolarz stolar lesarst lesen_izdel mizar lesa. snedker træ. træarb truhlář tesař
        dřevo dřev drevo. dreva falegnam legno. hout. houtbew houtsnij timmer ξυλο ξυλουργ
        drvo. drvodj drvet asztalos fából faipar""",
    "textile_design": """textil tekstil tkanin tkactw tkanj tkalstv tkal υφαντ υφασμα weav
        weben weber vævn væver tkaní tkáč tkalc tessitur tessuto tessuti stof. stoffen weven
        wever pletenin strick knit dzianin strik. strikk pletiv maglia. breien kötött szövő
        szövés jacquard embroider stickerei haft vezenj broderi výšiv ricam borduur κεντημα
        himz felt. filcov filcan natural_dye""",
    "fashion_design": """fashion. modedesign moda. mody. modn_oblik modedes módní stilist.
        modeontw μοδα modni_dizajn divattervez divat schuhdesign sneaker shoe scarpe scarpa
        obuwi obutev obuv footwear collection. kollektion""",
    "garment_making": """sewing sew. seamstr tailor schneider nähen näher szyję szyci krawiec
        krawcow šivanj šivam šivilj syning syer syerske skrædd šití šiji šije šitie švadl
        krejč sartor cucito cuciam cuce. naaien naaister kleermaker ραπτικ ραβω μοδιστρ krojač
        krajčír varrás varr. varrón szabó kroj. pattern_cut schnittmuster costume kostum
        kostým""",
    "metal_craft": """goldsmith silversmith goldschm silberschm zlatar zlatnik złotni guldsm
        šperk jewel schmuck biżuter nakit smykke gioiell orafo. orafa. sieraad sieraden
        edelsmid κοσμημα χρυσοχ ékszer ötvös blacksm kovač. kovář kováč schmied. schmiede
        smed. fabbro. smid. σιδηρουργ kovács metalw metallkunst kovin welding schweiß svař
        varjenj""",
    "leather": """leather leder. leders lederar skór kaletn usnj usnjar læder kůže. kožen
        kože. kožar koža. pelle. pelli. pellett cuoio δερμα δερματιν bőr. bőrműv bőrdísz
        sattler saddle upholster tapicer shoemaker""",
    "architecture": """architect architek arhitek arkitek architet αρχιτεκτ építész építés
        bauplan landskabsark landscap krajinsk_arhit byggeri""",
    "interior_design": """interior innenarchit innenraum wnętrz notranj_oprem notranjost
        indretning interiér interni. interieur binnenhuis εσωτερικ_χωρ εσωτερικου_χωρ διακοσμ
        uređenj_inter enterijer belsőépít lakberend shop_design ladenbau""",
    "exhibition_design": """exhibition exhibit ausstellung wystaw razstav udstilling výstav
        mostra. mostre. allestim tentoonst εκθεσ izložb kiállít expo. messestand standgestalt
        trade_fair_stand stoisk""",
    "urban_design": """urban. urbani urbanis stadtplan stadtentw städtebau planowani_przestrz
        rewitaliz mestn_prostor prostorsk byudvikl byplan byrum veřejn_prostor verejn_priest
        spazio_pubbl spazi_pubbl rigeneraz stedenbouw stadsontw openbare_ruimte δημοσιος_χωρ
        δημοσιου_χωρ πολεοδομ javni_prostor javnog_prost javnih_prost köztér városfejl
        várostervez public_space placemak kvarter""",
    "installation_art": """installation instalacj instalacij instalace instalác installaz
        installatie εγκαταστασ installáci art_install kunst_am_bau site-specif sculpt skulptur
        rzeźb kipar socha socho scultur beeldhouw γλυπτ kiparst szobr skulpt land_art kinetic""",
    "mural": """mural murales wandmal wandgemäl wandbild fassadenbild poslikav stensk_poslik
        vægmaleri gavlmaleri nástěnn muurschild graffiti street_art streetart τοιχογραφ
        oslikavanj_zid falfest falkép""",
    "performing": """theatr theater teatr teater gledališč gledal divadl divadel teatro. tonee
        θεατρ kazališ kazalist színház színész actor. actors actress schauspiel aktor. aktorka
        igralec igralka skuespil herec. herečk attore attrice acteur glumac glumic improvis
        improviz pantomim circus zirkus cyrk cirkus circo. cirk cirkusz klaun clown lutk pupp
        figurenth lalk performanc performer bábszính báb.""",
    "dance": """dance. dancer dancing choreogr koreogr χορογραφ χορος χορευτ tanz. tänzer
        taniec tańc tancer ples. plesal plesn dans. danser tanec. tanečn danza danzator
        ballerin plesač táncos ballet balet ballett""",
    "scenography": """scenogr scenograf szenogr bühnen stage_design set_design scena.
        scenografi sceno σκηνογρ díszlet jeviš jevišt odersk pozornic theaterbau dekoracj_scen
        kulisse""",
    "lighting_design": """lighting light_design licht. lichtgestalt lichtkunst lichtdesign
        lichttech oświetl światł svetlob osvetl luč. lyssæt lysdesign lyskunst belysn světlo
        světel illuminaz luci. luce. verlicht φωτισμ φωτιστ rasvjet svjetl osvetlen svetl
        fény. fényter világít projection_map projektionsmap videomapping mapping. projektion
        lamp. lampe lamps lampen""",
    "heritage_interpretation": """heritage kulturerbe dziedzictw dediščin kulturarv dědictv
        patrimon erfgoed κληρονομ baštin dedičstv kulturális_örök örökség museum muze muzeum
        muzej μουσει museo. musei. archiv arhiv archief archivio archivi αρχειο levéltár
        local_history industriekultur zgodovin tourist turis guided_tour stadtführ přehlíd
        pamětník pamätník zeitzeug monument památk pamiatk zabytk spomenik""",
    "curation": """curat kurat kustos kustod kuráto επιμελητ επιμελεια gallery galeri galerie
        galerij collezion sammlung zbirk sbírk zbierk kolekcj samling gyűjtemény""",
    "3d_scanning": """3d_scan scan. scans scanning skeny. sken. skan. skaner skanow
        photogrammet fotogrammet fotogram lidar drone dron. dronem drony dronom
        digitalizac_sbír pointcloud laserscan""",
    "participatory": """participat partizip particip partycyp bürgerbeteil citizen mieszkań
        občan občans borgerinddrag borgerinv komunit communit comunità wijkbewon buurt
        bewoners συμμετοχ sudjelovan građan közösségi részvétel socially_engag inclusiv_design
        nachbarsch sąsiad soseska sosesk sousedsk susedsk szomszéd společenstv""",
    "youth_education": """children kinder. kindern für_kinder jugend dzieci dziecm młodzież
        szkoł otroc otrok otroš mladi. mladin mladost šole. šol. šolsk børn. unge. skole.
        skoler dět. děti. dětem škol školy bambin ragazz scuol kinderen jongeren scholen
        school. παιδια παιδι σχολει djec djeca mladih gyerek gyermek ifjúság iskol teacher
        lehrer nauczyciel učitelj učitel undervis tanár pedagog παιδαγωγ""",
    "accessibility": """accessib barrierefre dostępnoś dostopnost tilgængel přístupn bezbariér
        accessibil toegankel προσβασιμ pristupačn akadálymentes disab behinder niepełnospr
        invalid handicap dement demen blind. ślep niewidom older_people elderly senior ältere
        ostarel ældre starší anziani ouderen ηλικιωμεν starij idős inclusive_des inkluz
        inclusiv""",
    "upcycling": """upcycl upcikl upcycel second_hand secondhand zero_waste waste odpad.
        odpadk odpady abfall affald genbrug rifiut scart afval αποβλητ otpad hulladék reuse
        wiederverw ponown_uży opětovn riuso hergebruik επαναχρησ repair reparat napraw popravl
        oprav ripara javít ruil""",
    "circular_design": """circular kreislauf obieg_zamk gospodark_obieg krožn krožne cirkul
        cirkulár oběhov circolar circulair κυκλικ kružn körforgás recycl recikl recykl
        reciklat genanvend reparierbar popravljiv sustainab nachhalt zrównoważ trajnost
        bæredygt udržiteln sostenib duurzam βιωσιμ održiv udržateľn fenntarthat ekodesign
        ecodesign lifecycle livscyklus lebenszyk plast. plastik kunststoff plastic. compostab""",
}
