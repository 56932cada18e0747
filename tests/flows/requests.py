"""What several stories begin with: a help request, and a coordinator who takes it over."""

from __future__ import annotations

from tests.harness.phones import Phone


async def asks(
    phone: Phone,
    what: str = "Fill sandbags",
    where: str = "Zoutwerf 5",
    number: int = 5,
    when: str = "",
    caller: str = "",
) -> None:
    """The four questions in English, from the command to the card that says that it is out; with `caller` by phone."""
    await phone.says("/request")
    if caller:
        await phone.sees("112", "Who called?")
        await phone.says(caller)
    await phone.sees("112", "What is needed?")
    await phone.says(what)
    await phone.sees("112", "Where?")
    await phone.says(where)
    await phone.sees("112", "How many people?")
    await phone.says(str(number))
    await phone.sees("112", "When?")
    phone.forget()
    await (phone.says(when) if when else phone.taps("Now"))


async def taken_over(requester: Phone, coordinator: Phone, number: int = 5) -> None:
    """The coordinator sees whom the request would reach; nobody has been called out yet."""
    await asks(requester, number=number)
    await coordinator.taps("Take over")
    await requester.sees("took your request over")
    coordinator.forget()


async def launched(requester: Phone, coordinator: Phone, number: int = 5) -> None:
    """The call-out is out, and the coordinator has its board."""
    await taken_over(requester, coordinator, number)
    await coordinator.taps("Start with Mechelen")
    await coordinator.sees(f"0 of {number}")
