"""What elements hold: the `state.values` of a view or message, by block and action."""

from collections.abc import Iterator

from tests.fakes.slack.wire import Json

#: The field that holds an element's value, and what it is called where it is given at first.
VALUE_OF = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "file_input": ("files", "initial_files"),
}

#: Of these, nothing chosen is an empty list; of the others it is null.
MANY = {kind for kind, (field, _) in VALUE_OF.items() if field.endswith("s")}


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every element that somebody can touch, with the block it stands in."""
    for block in blocks:
        kind = block.get("type")
        if kind == "input":
            yield block, block["element"]
        elif kind == "actions":
            for element in block["elements"]:
                yield block, element
        elif kind == "section" and "action_id" in block.get("accessory", ()):
            yield block, block["accessory"]


def initial_values(blocks: list[Json]) -> dict[str, dict[str, Json]]:
    values: dict[str, dict[str, Json]] = {}
    for block, element in elements(blocks):
        fields = VALUE_OF.get(element["type"])
        if fields is None:
            continue
        nothing: list[Json] | None = [] if element["type"] in MANY else None
        held = element.get(fields[1], nothing)
        values.setdefault(block["block_id"], {})[element["action_id"]] = {
            "type": element["type"],
            fields[0]: held,
        }
    return values


def kept_values(
    before: dict[str, dict[str, Json]], blocks: list[Json]
) -> dict[str, dict[str, Json]]:
    """Of a view that is redrawn: what was entered, where block, action and kind are the same."""
    values = initial_values(blocks)
    for block, actions in values.items():
        for action, fresh in actions.items():
            held = before.get(block, {}).get(action)
            if held is not None and held["type"] == fresh["type"]:
                actions[action] = held
    return values
