"""English."""

from typing import Final

from bot.briefs.words import Words

WORDS: Final = Words(
    wants="""
        we need, we want, we would like, we d like, we are looking, we re looking, looking for, we
        look for, i need, i want, i would like, we wish, we are after, we require, design us,
        design a, design an, design our, build us, build a, build an, make us, make a, create a,
        create an, create us, draw us, develop a, develop an, develop our, please, can you, could
        you, can somebody, can someone, should be, should have, must have, it should, needed,
        wanted, needs to have, has to have, has to be, want to have, want to get, would love, in
        need of, time for a, a new, our new, new logo, new website, new app, redesign*, rebrand*,
        relaunch*, the idea is, our idea is, we decided, we have decided, we are planning, we plan
    """,
    solutions="""
        app, apps, application, website, websites, web site, webshop, web shop, web page, webpage,
        homepage, landing page, online shop, online store, e shop, eshop, e commerce, shop system,
        portal, platform, logo, logos, logotype, slogan, corporate design, corporate identity,
        visual identity, brand identity, branding, rebranding, rebrand, redesign, mascot,
        campaign*, advert*, ad campaign, poster*, flyer*, leaflet*, brochure*, catalogue*, catalog,
        catalogs, video*, film, films, clip*, spot, image film, animation*, chatbot*, bot, ai
        assistant, ai tool, configurator*, newsletter*, instagram*, tiktok*, facebook*, linkedin,
        social media, youtube, podcast*, vr, ar, virtual reality, augmented reality, 3d tour,
        virtual tour, qr code*, touchscreen*, touch screen*, screen, screens, display, displays,
        dashboard*, software, crm, erp, robot*, drone*, game, games, quiz, calendar, presentation,
        powerpoint, trade fair stand, fair stand, stand, booth, showroom, exhibition design,
        packaging design, label design, new label*, new packaging, new box, gift box, sign, signs,
        signage, uniform*, font, illustration*, photo shoot, photos, photoshoot, template*,
        intranet, digital twin, machine vision, sensor*, hologram*, influencer*, event, blog,
        merch*, rendering*, renders, mural*, sculpture*, installation*
    """,
    lacks="""
        we do not have, we don t have, we have no, we have not got, we haven t got, without a, do
        not yet have, does not have, has no, there is no, we still have no, still no, not yet, no
        app, no website, no logo
    """,
    hurts="""
        lose, loses, losing, lost, loss, losses, complain*, problem*, trouble*, error*, mistake*,
        wrong, wrongly, break, breaks, broke, broken, crack*, scrap, scrapped, waste*, wasting,
        throw, thrown, reject*, defect*, fault*, fail*, failure*, damage*, sent back, send back,
        refuse*, delay*, late, too late, slow*, stop, stops, stopped, standstill, downtime, wait,
        waits, waiting, queue*, cannot, can t, could not, couldn t, unable, nobody knows, no one
        knows, no one, nobody, hardly, rarely, never, not know, don t know, doesn t know, not find,
        not understand, don t understand, doesn t understand, not see, don t see, not notice, not
        work, doesn t work, not fit, not read, don t read, not come, don t come, not use, don t
        use, not buy, don t buy, do not trust, don t trust, not sell, not reach, not remember,
        forget*, forgot*, forgotten, confus*, mix up, mixed up, mixing up, misread*, misunderst*,
        unclear, illegible, unreadable, invisible, overlook*, difficult*, struggle*, tired, tiring,
        ache*, hurt*, injur*, accident*, danger*, hazard*, unsafe, afraid, fear*, noise, noisy,
        loud, dust*, smell*, stink*, leak*, mould*, moldy, wet, dry out, dries out, yellow*, fade*,
        peel*, stick, sticks, stuck, jammed, scratch*, spill*, overheat*, too hot, too cold, cold,
        too much, too many, too few, too long, too short, too small, too big, too heavy, too high,
        too low, too expensive, too often, cost us, costs us, costing, costs, penalt*, fine of,
        drops, dropped, dropping, fell, fallen, falling, decline*, declin*, shrink*, less and less,
        fewer and fewer, leave us, leaves, left us, leaving, quit, quits, quitting, resign*,
        vacan*, shortage*, missing, lack*, gap, empty, unused, unsold, idle, pile up, piles up,
        piled, by hand, again and again, every time, three times, hunting for, look for it, walk
        back, guess*, ignore*, skip, skips, walk past, walks past, give up, gives up, abandon*,
        bounce*, cancel*, drop out, doubt*, distrust, suffer*, annoy*, angry, frustrat*,
        bottleneck*, backlog*, overtime, rework*, redo, repair*, replace them, outage*, spoil*,
        expire*, expired, weak*, worse, worst, dirty, dirt, blister*, warp*, bend, bends, bent,
        shatter*, hidden, takes ages, takes hours, takes days, takes too, take hours, takes us,
        takes them, takes up to, instead of, even though, despite, although, unfortunately, sadly,
        returned, returns, pain, pains, painful, dent, dents, dented, rust, rusts, rusty,
        searching, have to search, stain, stains, stained, get jammed, gets jammed, expensive
        mistake*, find it hard, hard to find, hard to read, hard to see, hard to lift, hard to
        tell, hard to reach
    """,
    soft="""
        better, nicer, good, great, nice, happy, happier, satisfied, satisfaction, success,
        successful, improve*, improvement*, modern, more modern, fresh, attractive, beautiful,
        beautifully, wow, cool, professional, positive, well, works, work, work well, looks good,
        look good, everyone, everybody, all, like it, likes it, pleased, proud, progress, stronger,
        strong, image, perceived, future, happy with, makes sense, perfect, excellent, quality,
        results, result, easier, more visible, visibility, known, well known, recognised,
        recognized, awareness, appreciated, we will see, difference, feel, feels, feeling, enjoy,
        solution, everything, step, forward, efficient, competitive, growth, grow
    """,
    measures="""
        fewer, less, half, halved, halve, halves, double*, triple*, twice, third, quarter of,
        percent*, per cent, at least, at most, no more, not more, no longer, any more, anymore,
        nobody, no one, none, never, without, instead of, within, by the end, by spring, by summer,
        by autumn, by winter, by easter, by christmas, by january, by february, by march, by april,
        by may, by june, by july, by august, by september, by october, by november, by december,
        shorter, faster, longer, sooner, lighter, quieter, cheaper, lower, higher, earlier, more
        often, on their own, by themselves, on its own, alone, first time, in one, a single, one
        page, zero, same day, the next day, per week, per month, per year, per day, per shift, a
        week, a month, a day, a year, an hour, a shift, one hour, hours, minutes, seconds, stay
        empty, is empty, stops, disappear*, gone, to zero, count, counted, measured, survey,
        reorder*, reorders, order again, come back, comes back, sold out, signed, ask for, asks
        for, find it, finds it, find the, understand*, can tell, can explain, can name, passes,
        pass the, survives, survive, sell out, no returns, no complaints, no calls, no accident*,
        no scrap, no waste, no stops, no questions, no errors, no mistakes, no overtime, no rework,
        no queue*, no gaps, no injur*, knows where, know where, knows what, know what, knows who,
        know who, any longer, stops on, in two days, in a day
    """,
    unsaid="""
        we will see, we ll see, hard to say, hard to measure, difficult to say, don t know, do not
        know, no idea, tbd, to be defined, not defined, not yet, not sure, open, cannot say, can t
        say, you tell us, up to you, we notice, we will notice, notice it, feel it, one will see,
        time will tell
    """,
    numbers="""
        two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, fifteen, twenty,
        thirty, forty, fifty, sixty, seventy, eighty, ninety, hundred, dozen
    """,
    goals="""
        goal, goals, we aim, our aim, we hope, we want to get, want it, would be happy if, would be
        glad if, would be content, would be a success, success would, succeeded, solved if, solved
        when, it is solved, be solved, down to, should be under, should be below, should not take,
        should take, should fall, should drop, bring it, bring this, bring that, bring the, get it
        down, get this, get below, get under, cut this, halve, we would like to see, would like to
        reach, want to reach, want to see, we would call it, good enough, it works if, it works
        when, worked if, worked when, it would be enough, enough if, enough for us, be enough, no
        more than, our target, the target, the aim, up to, ideally, reduce, target, cut it,
        delighted, happy with, happy if, happy when, pleased if, pleased with, content if, content
        with, satisfied if, satisfied with, satisfied when, glad if, call it solved, consider it
        solved, see it as solved, done when, we are there when, as solved, count it as, would do,
        fine if, fine when, good if, good when, back to, turn that round, turn it round
    """,
    nobody="""
        nobody, no one, noone, not yet, not decided, undecided, to be decided, to be determined, to
        be named, to be confirmed, tbd, tba, tbc, n a, unknown, not clear, unclear, not known, don
        t know, we don t know, do not know, still open, all of us, everyone, everybody, anyone,
        anybody, whoever, someone, somebody, the whole team, whole team, the team, all together,
        will be decided, will see, we will see, we ll see, later, depends, nobody in particular,
        several people, different people, our company, open question, is open, the whole company,
        still have to, have yet to, has yet to, yet to be, to be agreed, not agreed, not settled,
        being discussed
    """,
    undecided="""
        who will be responsible, not decided who, not yet decided who, not clear who, unclear who,
        open who, nobody is responsible for this project, not know who, don t know who, not sure
        who, nobody has time for this project, nobody has taken this, no one has taken this, nobody
        owns, no one owns, nobody feels responsible for this project, responsible for it yet,
        responsible for this yet, no one is in charge of this, nobody is in charge of this, nobody
        in charge yet, we still have to decide who, still to be decided who, still have to find
        somebody, still looking for somebody internally, nobody here has taken
    """,
    owns="""
        is responsible, am responsible, responsible for this is, responsible is, in charge of this,
        will decide, decides, looks after this, takes care of this, leads this, leads the project,
        runs this project, contact person, owner of this, has the budget, is the contact, will be
        the contact, will lead, will look after, responsible, in charge, owns this, owns it, has
        the last word, signs off, i run, i lead, i head, i manage, i look after, i decide
    """,
    general="""
        innovat*, modern*, digital*, future*, new, creative*, creativity, fresh, idea*, improve*,
        improvement*, better, best, good, great, strong*, success*, grow*, growth, develop*,
        development, potential*, opportunit*, challenge*, solution*, concept*, strateg*, process*,
        optimi*, efficien*, effective*, sustainab*, green, quality, value*, vision*, brand*, image,
        visib*, presence, market*, customer*, client*, company, firm, business*, product*,
        service*, offer*, team*, people, everyone, employee*, colleague*, communicat*, positive*,
        trend*, time*, times, world*, today, tomorrow, change*, changing, next, level*, step*,
        way*, thing*, area*, field*, sector*, industr*, compet*, transform*, attractive*,
        interest*, exciting, inspir*, open, ready, want, like, need*, look*, find*, make*, making,
        become*, becoming, use, using, get*, stay*, keep*, reach*, move*, moving, forward, ahead,
        help*, work*, start*, show*, take*, bring*, think*, see*, know*, lead*, leading, position*,
        set, goal*, target*, audience*, group*, generat*, young*, old, established, tradition*,
        year*, long, many, different*, various, general*, overall, whole, everything, something,
        anything, somehow, approach*, perspective*, input, support, partner*, cooperat*,
        collaborat*, synerg*, network*, holistic, comprehensive, professional*, unique*, special,
        stand, out, speed, dynamic*, flexible, agile, smart, technolog*, ai, experience*, culture,
        mindset, think, outside, box, appeal*, catch, attention, up, date, contemporary, profile,
        reputation, situation*, problem*, issue*, important*, right, real, really, possible,
        possibilit*, order, contribution, region*, local, society, social, responsib*, believe,
        hope, broad*, ambiti*, focus*, role, rais*, boost*, strengthen*, engag*, direction*,
        journey, agenda, degree, higher, optimal*, interplay, demand*, expect*, live, internal*,
        external*, competen*, resource*, relevan*, aware*, fast, well, much, happen*, maybe,
        actually, big*, bigger, large*, everyday, play*, across, matter*, add, added, remain*,
        impact*, meaning*, value, strong, face, facing, deal*, offer, wide, range, every,
        continue*, adapt*, keep, pace, fit, talk*, share*, believe*, try*, run*, running, go,
        going, come*, coming
    """,
    stop="""
        the, a, an, and, or, but, of, to, in, on, at, for, with, by, from, as, is, are, was, were,
        be, been, being, am, it, its, this, that, these, those, there, here, we, our, ours, us,
        you, your, they, their, them, he, she, his, her, i, my, me, not, no, nor, do, does, did,
        don, t, s, d, ll, re, ve, has, have, had, having, will, would, can, could, should, shall,
        may, might, must, more, most, much, very, so, too, also, just, only, even, still, yet,
        than, then, when, where, who, what, which, how, why, if, because, while, all, some, any,
        each, every, other, another, such, own, same, into, onto, over, under, about, after,
        before, between, through, again, always, often, now, ever, one, both, few, lot, lots, bit,
        quite, rather, well, let, within, without, per, across
    """,
    topics={
        "brand": "logo*, brand*, slogan, corporate identity, visual identity, company name, image",
        "web": """
            website*, web site, homepage, webshop, web shop, online shop, online store, social
            media, instagram, facebook, linkedin, google
        """,
        "packing": """
            packag*, box, boxes, carton*, label, labels, labelling, bottle, bottles, jar, jars,
            wrapping, pallet*
        """,
        "people": """
            applicant*, applicat*, apprentice*, recruit*, hire, hiring, vacanc*, staff shortage,
            skilled workers, young people, sick leave, turnover of staff, leave us, quit, employer,
            job ad*, trainees, retire*, apprenticeship*, young workers, job adverts, employees
            leave, staff leave, welders, drivers are missing, find no, find drivers
        """,
        "training": """
            training*, onboarding, new employees, new starters, instructions, manuals, safety,
            accident*, first aid
        """,
        "machine": """
            machine*, press, presses, production line, line stops, filling line, cutter, oven,
            ovens, kiln, lathe, changeover*, set up time*, breakdown*, maintenance, tool change*,
            compressor, saw, welding
        """,
        "scrap": """
            scrap, reject rate, rejects, defect*, tolerance*, quality control, cracks, scratches
        """,
        "energy": """
            energy, electricity, heating, gas bill, power bill, solar, insulation, waste heat,
            cooling, water consumption, power bill*, electricity bill*, power, heat, warm water,
            heat pump, boiler
        """,
        "waste": "waste, offcut*, recycl*, leftover*, disposal, sawdust, by product*, rubbish",
        "logistics": """
            deliver*, truck*, driver*, transport*, shipping, warehouse*, stock, inventory,
            forklift*, logistics, loading
        """,
        "sales": """
            trade fair*, fair stand, catalogue*, brochure*, dealers, export*, foreign markets, new
            markets, sales team, price list*, pricing, quotation*, quotes, new customers, tourists
            do not, markets, competitor*, younger customers, orders are
        """,
        "building": """
            canteen, break room, parking, office space, changing room*, roof, meeting room*,
            facade, shop window, showroom
        """,
        "it": """
            erp, crm, excel, spreadsheet*, software, server*, intranet, passwords, data entry,
            printer*, it system, computers, database, paperwork, paper forms, tablets, data,
            barcode*, scanner*
        """,
        "noise": "noise, noisy, loud, smell, odour, dust, neighbours",
        "product": """
            new product*, product range, product line, collection, prototype, redesign of, recipe*,
            chair model, our chairs, new models
        """,
        "service": """
            complaints, hotline, after sales, spare parts, repair service, customer service, phone
            calls, calls
        """,
        "visitors": "museum shop, guided tours",
        "internal": """
            communication between, information flow, meetings, shifts talk, shift handover,
            noticeboard, internal communication, holiday planning, shift plan*, rota*, scheduling,
            departments, office and workshop, inform each other, communication
        """,
    },
    more="""
        besides, furthermore, moreover, additionally, in addition, on top, on top of that, another
        problem, another thing, another issue, secondly, thirdly, and then, then there is, then
        there are, while we are at it, while you are at it, apart from that, apart from this, not
        to mention, last but not least, same goes for, and finally, also there, also our, we also,
        finally there, one more thing, a further, further problem, firstly, fourthly, first of all,
        second of all, number one, number two, number three, we d also like, we would also like,
        another one, a different matter, a separate matter, separately, unrelated, on another note,
        and also, plus the
    """,
    many="""
        several problems, many problems, a number of problems, three problems, four problems, five
        problems, several things, many things, several issues, many issues, a lot of issues, a lot
        of problems, whole list, a list of, long list, lots of problems, lots of things, everything
        at once, all at once, several areas, many areas, several topics, many topics, where to
        start, where to begin, in every area, all areas, various problems, various issues, three
        things, four things, five things, a few things, some things, things that bother us, bits
        and pieces, this and that, all sorts, all sorts of things, mixed bag, miscellaneous,
        various, wish list, wishlist, our list, list of, a few problems, a couple of problems,
        several questions, many questions, a few questions
    """,
    titles="mr, mrs, ms, miss, dr, prof, sir",
    roles="""
        foreman, forewoman, manager, director, head, boss, owner, chief, engineer, technician,
        colleague, colleagues, accountant, secretary, assistant, supervisor, designer, curator,
        brewer, baker, driver, buyer, operator, leader, mechanic, salesman, saleswoman, rep, clerk,
        founder, ceo, cto, cfo, coo, partner, wife, husband, daughter, son, brother, sister,
        apprentice, welder, carpenter, warehouseman, dispatcher, planner, controller, mayor,
        consultant, customer, supplier, dealer, ask, call, contact, phone, text, write to, speak
        to, talk to
    """,
)
