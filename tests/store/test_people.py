"""People, their rights, invitations and profiles, and how somebody is erased."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.geography import Point
from bot.domain.opportunities import OpportunityKind, Team
from bot.domain.people import ApplicantType, Fluency, Profile, Reach, Role, StaffRole

from .builders import a_broadcast, a_challenge
from .conftest import BIG, NOW


class TestPeople:
    async def test_registering_twice_at_once_makes_one_person(self, store, other):
        async def register(where):
            async with where.begin() as work:
                return await work.people.add(BIG, "Ada", "sl", NOW)

        first, second = await asyncio.gather(register(store), register(other))

        assert first == second

    async def test_a_telegram_id_belongs_to_one_person(self, store, ada, bob):
        with pytest.raises(IntegrityError):
            async with store.begin() as work:
                await work.people.change(bob, telegram_id=ada.telegram_id)

    async def test_changes_are_kept(self, store, other, ada):
        async with store.begin() as work:
            changed = await work.people.change(
                ada, language="pl", role=Role.CREATIVE, home_hub="kranj", asleep_since=NOW
            )

        async with other.read() as work:
            assert await work.people.get(ada.id) == changed
        assert (changed.role, changed.asleep) == (Role.CREATIVE, True)

    async def test_an_unknown_person_is_none_or_an_error(self, store):
        async with store.read() as work:
            assert await work.people.find(5) is None
            with pytest.raises(LookupError):
                await work.people.get(5)

    async def test_a_right_given_twice_is_one_right(self, store, other, ada):
        async with store.begin() as work:
            for _ in range(2):
                await work.people.grant(ada.id, StaffRole.FACILITATOR, "kranj", NOW)
                await work.people.grant(ada.id, StaffRole.ADMINISTRATOR, None, NOW)

        async with other.read() as work:
            ada = await work.people.get(ada.id)
        assert ada.facilitates == {"kranj"}
        assert ada.administrator

    async def test_a_right_taken_away_is_gone(self, store, other, ada):
        async with store.begin() as work:
            await work.people.grant(ada.id, StaffRole.FACILITATOR, "kranj", NOW)
            await work.people.grant(ada.id, StaffRole.FACILITATOR, "kolding", NOW)
            await work.people.revoke(ada.id, StaffRole.FACILITATOR, "kranj")

        async with other.read() as work:
            assert (await work.people.get(ada.id)).facilitates == {"kolding"}

    async def test_a_hub_without_facilitators_is_served_by_the_administrators(
        self, store, ada, bob
    ):
        async with store.begin() as work:
            await work.people.grant(ada.id, StaffRole.FACILITATOR, "kranj", NOW)
            await work.people.grant(bob.id, StaffRole.ADMINISTRATOR, None, NOW)

        async with store.read() as work:
            served = {
                hub: [person.name for person in await work.people.staff_of(hub)]
                for hub in ("kranj", "kolding", None)
            }
        assert served == {"kranj": ["Ada"], "kolding": ["Bob"], None: ["Bob"]}

    async def test_a_profile_is_written_and_rewritten(self, store, other, ada):
        first = Profile(
            person_id=ada.id,
            consented_at=NOW,
            updated_at=NOW,
            applicant_type=ApplicantType.FREELANCER,
            sectors=("design",),
            skills=("illustration",),
            country="SI",
            region="SI04",
            city="Kranj",
            point=Point(46.24, 14.36),
            travel=80,
            languages={"sl": Fluency.NATIVE, "en": Fluency.B2},
            work_mode=Team.EITHER,
            experience_years=4,
            birth_year=1990,
            guardian_consent=False,
            transitions=("green",),
            technologies=("xr",),
            wanted_kinds=(OpportunityKind.CHALLENGE,),
            hours_per_week=10,
            away=(date(2027, 7, 1), date(2027, 7, 31)),
            bio="Rišem.",
            confirmed_at=NOW,
        )
        later = NOW + timedelta(days=3)
        second = replace(
            first,
            skills=(),
            country=None,
            point=None,
            travel=Reach.ANYWHERE,
            wanted_kinds=None,
            away=None,
            consented_at=later,
            updated_at=later,
        )
        async with store.begin() as work:
            await work.profiles.save(first)
        async with store.begin() as work:
            await work.profiles.save(second)

        async with other.read() as work:
            kept = await work.profiles.find(ada.id)
        assert kept == replace(second, consented_at=NOW)

    async def test_a_profile_can_be_erased_once(self, store, ada):
        async with store.begin() as work:
            await work.profiles.save(Profile(ada.id, NOW, NOW))
        async with store.begin() as work:
            assert await work.profiles.erase(ada.id)
            assert not await work.profiles.erase(ada.id)
            assert await work.profiles.find(ada.id) is None

    async def test_who_sleeps_has_no_profile_to_match(self, store, ada, bob):
        async with store.begin() as work:
            for person in (ada, bob):
                await work.profiles.save(Profile(person.id, NOW, NOW))
            await work.people.change(bob, asleep_since=NOW)

        async with store.read() as work:
            assert [person.name for person, _ in await work.profiles.all()] == ["Ada"]


class TestErasing:
    async def test_takes_what_is_theirs_and_leaves_the_counts(self, store, other, ada, bob):
        async with store.begin() as work:
            await work.people.grant(ada.id, StaffRole.FACILITATOR, "kranj", NOW)
            await work.profiles.save(Profile(ada.id, NOW, NOW))
            draft = await work.drafts.add(ada.id, "challenge", "title", {}, NOW)
            of_ada = await work.challenges.add(a_challenge(ada), draft.id)
            of_bob = await work.challenges.add(a_challenge(bob), None)
            await work.challenges.add_interest(of_bob.id, ada.id, NOW)
            sent = await work.broadcasts.add(a_broadcast(ada), 77, bob.id)
            await work.audit.add(NOW, ada.id, "confirmed", "broadcast")
            await work.people.add_invite("hash", StaffRole.FACILITATOR, "kranj", NOW, NOW)
            await work.people.use_invite("hash", ada.id, NOW)

        async with store.begin() as work:
            await work.people.erase(ada.id)

        async with other.read() as work:
            assert await work.people.find(BIG) is None
            assert await work.profiles.find(ada.id) is None
            assert await work.drafts.open_of(ada.id) == []
            assert await work.challenges.find(of_ada.id) is None
            assert await work.challenges.interested_in(of_bob.id) == 0
            assert await work.people.staff_of("kranj") == []
            kept = await work.broadcasts.find(sent.id)
            assert (kept.author_id, kept.recipients) == (0, 2)
            assert await work.audit.of("broadcast") == [(NOW, None, "confirmed", {})]
            assert (await work.people.find_invite("hash")).used_by is None

    async def test_nobody_inherits_an_id(self, store, ada, bob):
        async with store.begin() as work:
            draft = await work.drafts.add(bob.id, "broadcast", "audience", {}, NOW)
            sent = await work.broadcasts.add(a_broadcast(bob), draft.id, bob.id)
            await work.people.erase(bob.id)  # the newest person, with the newest draft

        async with store.begin() as work:
            eve = await work.people.add(3, "Eve", "en", NOW)
            fresh = await work.drafts.add(eve.id, "broadcast", "audience", {}, NOW)
            assert eve.id > bob.id
            assert fresh.id > draft.id
            assert (await work.broadcasts.find(sent.id)).author_id == 0
            assert await work.broadcasts.of_draft(fresh.id) is None


class TestInvites:
    @pytest.fixture
    async def invite(self, store):
        async with store.begin() as work:
            await work.people.add_invite(
                "hash", StaffRole.FACILITATOR, "kranj", NOW, NOW + timedelta(days=7)
            )

    async def test_an_invite_is_found_by_its_hash(self, store, invite):
        async with store.read() as work:
            found = await work.people.find_invite("hash")
            assert (found.role, found.hub, found.used_by) == ("facilitator", "kranj", None)
            assert found.expires_at == NOW + timedelta(days=7)
            assert await work.people.find_invite("other") is None

    async def test_of_many_who_use_it_at_once_one_is_in_time(self, store, other, invite, ada, bob):
        async def use(where, person):
            async with where.begin() as work:
                return await work.people.use_invite("hash", person.id, NOW)

        used = await asyncio.gather(
            *(use(where, who) for where in (store, other) for who in (ada, bob) for _ in range(3))
        )

        assert sum(used) == 1
