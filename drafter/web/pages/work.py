"""The page of a job: how far it is while it runs, its own result page when it is done."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.responses import Response

from drafter.web.visit import Visit


def show(visit: Visit) -> Response:
    """A job of this account. Without JavaScript the browser asks again by itself; with it only the state is renewed."""
    job = visit.site.jobs.find(visit.part("job"), visit.who)
    if job is None:
        return visit.absent("việc này không còn; kết quả đã lưu trong kho số liệu nếu việc đã xong")
    if not job.done.is_set():
        return visit.page("waiting.html", title=job.title, job=job)
    if visit.request.headers.get("hx-request"):  # the waiting page asked: it gives way to the whole result
        return Response(headers={"HX-Redirect": f"/viec/{job.id}"})
    if job.page.startswith("/") and not job.problems:  # it only made ready what stands at that address
        path, _, query = job.page.partition("?")
        return visit.go(path, **dict(parse_qsl(query)))
    if job.problems:
        return visit.refuse(*job.problems, title=job.title)
    return visit.page(job.page, title=job.title, job=job, result=job.result)
