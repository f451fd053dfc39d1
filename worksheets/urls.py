"""Addresses of the task list, the steps, the thread and its records, all below one project."""

from django.urls import include, path

from .views import (
    beside,
    commitments,
    doing,
    drafts,
    history,
    lists,
    others,
    paper,
    pathway,
    reading,
    records,
    short_tasks,
    steps,
    thread,
)

app_name = "worksheets"

step_urls = [
    path("", steps.show_step, name="show_step"),
    path("edit/", steps.edit_step, name="edit_step"),
    path("autosave/", steps.autosave_step, name="autosave_step"),
    path("draft/<slug:question_key>/", drafts.draft_answer, name="draft_answer"),
    path("finish/", steps.finish_step, name="finish_step"),
    path("note/", steps.edit_note, name="edit_note"),
    path("comments/", beside.list_comments, name="list_comments"),
    path("questions/", beside.ask_team, name="ask_team"),
    path("comments/<uuid:comment_id>/settle/", beside.settle_comment, name="settle_comment"),
    path("files/", beside.list_attachments, name="list_attachments"),
    path("files/add/", beside.add_attachment, name="add_attachment"),
    path("files/<uuid:attachment_id>/", beside.open_attachment, name="open_attachment"),
    path("files/<uuid:attachment_id>/remove/", beside.remove_attachment, name="remove_attachment"),
    path("print/", paper.print_step, name="print_step"),
    path("word/", paper.download_step, name="download_step"),
    path("history/", history.show_step_history, name="show_step_history"),
    path("history/<int:version>/restore/", history.restore_step, name="restore_step"),
]
record_urls = [
    path("", records.list_records, name="list_records"),
    path("add/", records.add_record, name="add_record"),
    path("list/", lists.take_list, name="take_list"),
    path("list/load/", lists.load_changes, name="load_changes"),
    path("<uuid:record_id>/", records.show_record, name="show_record"),
    path("<uuid:record_id>/edit/", records.edit_record, name="edit_record"),
    path("<uuid:record_id>/remove/", records.remove_record, name="remove_record"),
    path("<uuid:record_id>/put-back/", records.put_back_record, name="put_back_record"),
    path("<uuid:record_id>/history/", history.show_record_history, name="show_record_history"),
]
map_urls = [
    path("", pathway.show_map, name="show_map"),
    path("order/", pathway.order_steps, name="order_steps"),
    path("order/<uuid:record_id>/", pathway.move_step, name="move_step"),
    path("judge/<uuid:record_id>/", pathway.judge_steps, name="judge_steps"),
]
reading_urls = [
    path("", reading.check_reading_age, name="check_reading_age"),
    path("<uuid:record_id>/forget/<slug:stage>/", reading.forget_kept_text, name="forget_kept_text"),
]
commitment_urls = [
    path("", commitments.state_commitment, name="state_commitment"),
    path("icb/", commitments.state_as_reviewer, name="state_as_reviewer"),
    path("note/", commitments.note_commitment, name="note_commitment"),
    path("<uuid:commitment_id>/take-back/", commitments.take_back_commitment, name="take_back_commitment"),
]
urlpatterns = [
    path("<uuid:project_id>/", steps.list_steps, name="list_steps"),
    path("<uuid:project_id>/actions/", doing.track_actions, name="track_actions"),
    path("<uuid:project_id>/actions/<uuid:record_id>/", doing.update_action, name="update_action"),
    path("<uuid:project_id>/reviews/", doing.list_reviews, name="list_reviews"),
    path("<uuid:project_id>/reviews/add/", doing.add_review, name="add_review"),
    path("<uuid:project_id>/reviews/<int:number>/", doing.show_review, name="show_review"),
    path("<uuid:project_id>/hand-over/", doing.hand_over, name="hand_over"),
    path("<uuid:project_id>/close/", doing.close_project, name="close_project"),
    path("<uuid:project_id>/closing/", doing.show_closing, name="show_closing"),
    path("<uuid:project_id>/partners/", others.find_partners, name="find_partners"),
    path("<uuid:project_id>/partners/<slug:slug>/add/", others.add_partner, name="add_partner"),
    path("<uuid:project_id>/shelf/", others.list_shelf, name="list_shelf"),
    path("<uuid:project_id>/shelf/<slug:kind>/<uuid:item_id>/use/", others.use_from_shelf, name="use_from_shelf"),
    path("<uuid:project_id>/short-tasks/", short_tasks.list_short_tasks, name="list_short_tasks"),
    path("<uuid:project_id>/thread/", thread.show_thread, name="show_thread"),
    path("<uuid:project_id>/map/", include(map_urls)),
    path("<uuid:project_id>/commitments/", include(commitment_urls)),
    path("<uuid:project_id>/reading-age/", include(reading_urls)),
    path("<uuid:project_id>/steps/<slug:step_key>/", include(step_urls)),
    path("<uuid:project_id>/records/<slug:kind_key>/", include(record_urls)),
]
