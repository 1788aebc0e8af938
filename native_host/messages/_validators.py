"""Made by `make generate` from native_host/schemas/ and native_host/errors.json. Do not edit."""

# ruff: noqa
# mypy: ignore-errors
import re


class Invalid(ValueError):
    def __init__(self, message: str, value: object = None, name: str = "", rule: str = "") -> None:
        super().__init__(message)
        self.path: str = name
        self.rule: str = rule


JsonSchemaValueException = Invalid


REGEX_PATTERNS = {
    '^[^\\x00-\\x1f\\x7f-\\x9f]*[^\\x00-\\x20\\x7f-\\xa0][^\\x00-\\x1f\\x7f-\\x9f]*$': re.compile('^[^\\x00-\\x1f\\x7f-\\x9f]*[^\\x00-\\x20\\x7f-\\xa0][^\\x00-\\x1f\\x7f-\\x9f]*\\Z'),
    '^[^\\x00-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]+$': re.compile('^[^\\x00-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]+\\Z')
}

NoneType = type(None)

def cancel(data: object, custom_formats: dict[str, object] = {}, name_prefix: str | None = None) -> object:
    if not isinstance(data, (dict)):
        raise JsonSchemaValueException("" + (name_prefix or "data") + " must be object", value=data, name="" + (name_prefix or "data") + "", rule='type')
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['request']) - data.keys()
        if data__missing_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must contain " + (str(sorted(data__missing_keys)) + " properties"), value=data, name="" + (name_prefix or "data") + "", rule='required')
        data_keys = set(data.keys())
        if "request" in data_keys:
            data_keys.remove("request")
            data__request = data["request"]
            if not isinstance(data__request, (str)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".request must be string", value=data__request, name="" + (name_prefix or "data") + ".request", rule='type')
            if isinstance(data__request, str):
                data__request_len = len(data__request)
                if data__request_len < 1:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".request must be longer than or equal to 1 characters", value=data__request, name="" + (name_prefix or "data") + ".request", rule='minLength')
                if data__request_len > 64:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".request must be shorter than or equal to 64 characters", value=data__request, name="" + (name_prefix or "data") + ".request", rule='maxLength')
        if data_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must not contain "+str(data_keys)+" properties", value=data, name="" + (name_prefix or "data") + "", rule='additionalProperties')
    return data

def status(data: object, custom_formats: dict[str, object] = {}, name_prefix: str | None = None) -> object:
    if not isinstance(data, (dict)):
        raise JsonSchemaValueException("" + (name_prefix or "data") + " must be object", value=data, name="" + (name_prefix or "data") + "", rule='type')
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data_keys = set(data.keys())
        if data_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must not contain "+str(data_keys)+" properties", value=data, name="" + (name_prefix or "data") + "", rule='additionalProperties')
    return data

def prepare(data: object, custom_formats: dict[str, object] = {}, name_prefix: str | None = None) -> object:
    if not isinstance(data, (dict)):
        raise JsonSchemaValueException("" + (name_prefix or "data") + " must be object", value=data, name="" + (name_prefix or "data") + "", rule='type')
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['guide', 'ucds']) - data.keys()
        if data__missing_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must contain " + (str(sorted(data__missing_keys)) + " properties"), value=data, name="" + (name_prefix or "data") + "", rule='required')
        data_keys = set(data.keys())
        if "guide" in data_keys:
            data_keys.remove("guide")
            data__guide = data["guide"]
            if not isinstance(data__guide, (str)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".guide must be string", value=data__guide, name="" + (name_prefix or "data") + ".guide", rule='type')
            if isinstance(data__guide, str):
                data__guide_len = len(data__guide)
                if data__guide_len < 1:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".guide must be longer than or equal to 1 characters", value=data__guide, name="" + (name_prefix or "data") + ".guide", rule='minLength')
                if data__guide_len > 64:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".guide must be shorter than or equal to 64 characters", value=data__guide, name="" + (name_prefix or "data") + ".guide", rule='maxLength')
        if "ucds" in data_keys:
            data_keys.remove("ucds")
            data__ucds = data["ucds"]
            if not isinstance(data__ucds, (list, tuple)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".ucds must be array", value=data__ucds, name="" + (name_prefix or "data") + ".ucds", rule='type')
            data__ucds_is_list = isinstance(data__ucds, (list, tuple))
            if data__ucds_is_list:
                data__ucds_len = len(data__ucds)
                if data__ucds_len > 100:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".ucds must contain less than or equal to 100 items", value=data__ucds, name="" + (name_prefix or "data") + ".ucds", rule='maxItems')
                for data__ucds_x, data__ucds_item in enumerate(data__ucds):
                    if not isinstance(data__ucds_item, (str)):
                        raise JsonSchemaValueException("" + (name_prefix or "data") + ".ucds[{data__ucds_x}]".format(**locals()) + " must be string", value=data__ucds_item, name="" + (name_prefix or "data") + ".ucds[{data__ucds_x}]".format(**locals()) + "", rule='type')
                    if isinstance(data__ucds_item, str):
                        data__ucds_item_len = len(data__ucds_item)
                        if data__ucds_item_len > 64:
                            raise JsonSchemaValueException("" + (name_prefix or "data") + ".ucds[{data__ucds_x}]".format(**locals()) + " must be shorter than or equal to 64 characters", value=data__ucds_item, name="" + (name_prefix or "data") + ".ucds[{data__ucds_x}]".format(**locals()) + "", rule='maxLength')
        if "practitioner" in data_keys:
            data_keys.remove("practitioner")
            data__practitioner = data["practitioner"]
            _practitioner(data__practitioner, custom_formats, (name_prefix or "data") + ".practitioner")
        if "source" in data_keys:
            data_keys.remove("source")
            data__source = data["source"]
            if not isinstance(data__source, (dict)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".source must be object", value=data__source, name="" + (name_prefix or "data") + ".source", rule='type')
            data__source_is_dict = isinstance(data__source, dict)
            if data__source_is_dict:
                data__source__missing_keys = set(['trigger']) - data__source.keys()
                if data__source__missing_keys:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".source must contain " + (str(sorted(data__source__missing_keys)) + " properties"), value=data__source, name="" + (name_prefix or "data") + ".source", rule='required')
                data__source_keys = set(data__source.keys())
                if "origin" in data__source_keys:
                    data__source_keys.remove("origin")
                    data__source__origin = data__source["origin"]
                    if not isinstance(data__source__origin, (str, NoneType)):
                        raise JsonSchemaValueException("" + (name_prefix or "data") + ".source.origin must be string or null", value=data__source__origin, name="" + (name_prefix or "data") + ".source.origin", rule='type')
                    if isinstance(data__source__origin, str):
                        data__source__origin_len = len(data__source__origin)
                        if data__source__origin_len > 512:
                            raise JsonSchemaValueException("" + (name_prefix or "data") + ".source.origin must be shorter than or equal to 512 characters", value=data__source__origin, name="" + (name_prefix or "data") + ".source.origin", rule='maxLength')
                if "trigger" in data__source_keys:
                    data__source_keys.remove("trigger")
                    data__source__trigger = data__source["trigger"]
                    if not (isinstance(data__source__trigger, str) and data__source__trigger == 'context_menu' or isinstance(data__source__trigger, str) and data__source__trigger == 'popup' or isinstance(data__source__trigger, str) and data__source__trigger == 'button' or isinstance(data__source__trigger, str) and data__source__trigger == 'page' or isinstance(data__source__trigger, str) and data__source__trigger == 'shortcut' or isinstance(data__source__trigger, str) and data__source__trigger == 'cli'):
                        raise JsonSchemaValueException("" + (name_prefix or "data") + ".source.trigger must be one of ['context_menu', 'popup', 'button', 'page', 'shortcut', 'cli']", value=data__source__trigger, name="" + (name_prefix or "data") + ".source.trigger", rule='enum')
                if data__source_keys:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".source must not contain "+str(data__source_keys)+" properties", value=data__source, name="" + (name_prefix or "data") + ".source", rule='additionalProperties')
        if data_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must not contain "+str(data_keys)+" properties", value=data, name="" + (name_prefix or "data") + "", rule='additionalProperties')
    return data

def _practitioner(data: object, custom_formats: dict[str, object] = {}, name_prefix: str | None = None) -> object:
    if not isinstance(data, (dict)):
        raise JsonSchemaValueException("" + (name_prefix or "data") + " must be object", value=data, name="" + (name_prefix or "data") + "", rule='type')
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['rpps', 'first_name', 'last_name']) - data.keys()
        if data__missing_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must contain " + (str(sorted(data__missing_keys)) + " properties"), value=data, name="" + (name_prefix or "data") + "", rule='required')
        data_keys = set(data.keys())
        if "rpps" in data_keys:
            data_keys.remove("rpps")
            data__rpps = data["rpps"]
            _name(data__rpps, custom_formats, (name_prefix or "data") + ".rpps")
        if "first_name" in data_keys:
            data_keys.remove("first_name")
            data__firstname = data["first_name"]
            _name(data__firstname, custom_formats, (name_prefix or "data") + ".first_name")
        if "last_name" in data_keys:
            data_keys.remove("last_name")
            data__lastname = data["last_name"]
            _name(data__lastname, custom_formats, (name_prefix or "data") + ".last_name")
        if data_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must not contain "+str(data_keys)+" properties", value=data, name="" + (name_prefix or "data") + "", rule='additionalProperties')
    return data

def _name(data: object, custom_formats: dict[str, object] = {}, name_prefix: str | None = None) -> object:
    if not isinstance(data, (str)):
        raise JsonSchemaValueException("" + (name_prefix or "data") + " must be string", value=data, name="" + (name_prefix or "data") + "", rule='type')
    if isinstance(data, str):
        data_len = len(data)
        if data_len < 1:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must be longer than or equal to 1 characters", value=data, name="" + (name_prefix or "data") + "", rule='minLength')
        if data_len > 128:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must be shorter than or equal to 128 characters", value=data, name="" + (name_prefix or "data") + "", rule='maxLength')
        if not REGEX_PATTERNS['^[^\\x00-\\x1f\\x7f-\\x9f]*[^\\x00-\\x20\\x7f-\\xa0][^\\x00-\\x1f\\x7f-\\x9f]*$'].search(data):
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must match pattern ^[^\\x00-\\x1f\\x7f-\\x9f]*[^\\x00-\\x20\\x7f-\\xa0][^\\x00-\\x1f\\x7f-\\x9f]*$", value=data, name="" + (name_prefix or "data") + "", rule='pattern')
    return data

def search(data: object, custom_formats: dict[str, object] = {}, name_prefix: str | None = None) -> object:
    if not isinstance(data, (dict)):
        raise JsonSchemaValueException("" + (name_prefix or "data") + " must be object", value=data, name="" + (name_prefix or "data") + "", rule='type')
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['text', 'limit']) - data.keys()
        if data__missing_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must contain " + (str(sorted(data__missing_keys)) + " properties"), value=data, name="" + (name_prefix or "data") + "", rule='required')
        data_keys = set(data.keys())
        if "text" in data_keys:
            data_keys.remove("text")
            data__text = data["text"]
            if not isinstance(data__text, (str)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".text must be string", value=data__text, name="" + (name_prefix or "data") + ".text", rule='type')
            if isinstance(data__text, str):
                data__text_len = len(data__text)
                if data__text_len < 2:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".text must be longer than or equal to 2 characters", value=data__text, name="" + (name_prefix or "data") + ".text", rule='minLength')
                if data__text_len > 200:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".text must be shorter than or equal to 200 characters", value=data__text, name="" + (name_prefix or "data") + ".text", rule='maxLength')
        if "limit" in data_keys:
            data_keys.remove("limit")
            data__limit = data["limit"]
            if not isinstance(data__limit, (int)) and not (isinstance(data__limit, float) and data__limit.is_integer()) or isinstance(data__limit, bool):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".limit must be integer", value=data__limit, name="" + (name_prefix or "data") + ".limit", rule='type')
            if isinstance(data__limit, (int, float)) and not isinstance(data__limit, bool):
                if data__limit < 1:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".limit must be bigger than or equal to 1", value=data__limit, name="" + (name_prefix or "data") + ".limit", rule='minimum')
                if data__limit > 50:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".limit must be smaller than or equal to 50", value=data__limit, name="" + (name_prefix or "data") + ".limit", rule='maximum')
        if data_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must not contain "+str(data_keys)+" properties", value=data, name="" + (name_prefix or "data") + "", rule='additionalProperties')
    return data

def resolve(data: object, custom_formats: dict[str, object] = {}, name_prefix: str | None = None) -> object:
    if not isinstance(data, (dict)):
        raise JsonSchemaValueException("" + (name_prefix or "data") + " must be object", value=data, name="" + (name_prefix or "data") + "", rule='type')
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['codes']) - data.keys()
        if data__missing_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must contain " + (str(sorted(data__missing_keys)) + " properties"), value=data, name="" + (name_prefix or "data") + "", rule='required')
        data_keys = set(data.keys())
        if "codes" in data_keys:
            data_keys.remove("codes")
            data__codes = data["codes"]
            if not isinstance(data__codes, (list, tuple)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".codes must be array", value=data__codes, name="" + (name_prefix or "data") + ".codes", rule='type')
            data__codes_is_list = isinstance(data__codes, (list, tuple))
            if data__codes_is_list:
                data__codes_len = len(data__codes)
                if data__codes_len > 500:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".codes must contain less than or equal to 500 items", value=data__codes, name="" + (name_prefix or "data") + ".codes", rule='maxItems')
                for data__codes_x, data__codes_item in enumerate(data__codes):
                    if not isinstance(data__codes_item, (str)):
                        raise JsonSchemaValueException("" + (name_prefix or "data") + ".codes[{data__codes_x}]".format(**locals()) + " must be string", value=data__codes_item, name="" + (name_prefix or "data") + ".codes[{data__codes_x}]".format(**locals()) + "", rule='type')
        if data_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must not contain "+str(data_keys)+" properties", value=data, name="" + (name_prefix or "data") + "", rule='additionalProperties')
    return data

def warm(data: object, custom_formats: dict[str, object] = {}, name_prefix: str | None = None) -> object:
    if not isinstance(data, (dict)):
        raise JsonSchemaValueException("" + (name_prefix or "data") + " must be object", value=data, name="" + (name_prefix or "data") + "", rule='type')
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data_keys = set(data.keys())
        if data_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must not contain "+str(data_keys)+" properties", value=data, name="" + (name_prefix or "data") + "", rule='additionalProperties')
    return data

def hello(data: object, custom_formats: dict[str, object] = {}, name_prefix: str | None = None) -> object:
    if not isinstance(data, (dict)):
        raise JsonSchemaValueException("" + (name_prefix or "data") + " must be object", value=data, name="" + (name_prefix or "data") + "", rule='type')
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['extension_version', 'browser']) - data.keys()
        if data__missing_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must contain " + (str(sorted(data__missing_keys)) + " properties"), value=data, name="" + (name_prefix or "data") + "", rule='required')
        data_keys = set(data.keys())
        if "extension_version" in data_keys:
            data_keys.remove("extension_version")
            data__extensionversion = data["extension_version"]
            if not isinstance(data__extensionversion, (str)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".extension_version must be string", value=data__extensionversion, name="" + (name_prefix or "data") + ".extension_version", rule='type')
            if isinstance(data__extensionversion, str):
                data__extensionversion_len = len(data__extensionversion)
                if data__extensionversion_len < 1:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".extension_version must be longer than or equal to 1 characters", value=data__extensionversion, name="" + (name_prefix or "data") + ".extension_version", rule='minLength')
                if data__extensionversion_len > 64:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".extension_version must be shorter than or equal to 64 characters", value=data__extensionversion, name="" + (name_prefix or "data") + ".extension_version", rule='maxLength')
        if "browser" in data_keys:
            data_keys.remove("browser")
            data__browser = data["browser"]
            if not isinstance(data__browser, (str)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".browser must be string", value=data__browser, name="" + (name_prefix or "data") + ".browser", rule='type')
            if isinstance(data__browser, str):
                data__browser_len = len(data__browser)
                if data__browser_len < 1:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".browser must be longer than or equal to 1 characters", value=data__browser, name="" + (name_prefix or "data") + ".browser", rule='minLength')
                if data__browser_len > 64:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".browser must be shorter than or equal to 64 characters", value=data__browser, name="" + (name_prefix or "data") + ".browser", rule='maxLength')
        if data_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must not contain "+str(data_keys)+" properties", value=data, name="" + (name_prefix or "data") + "", rule='additionalProperties')
    return data

def request(data: object, custom_formats: dict[str, object] = {}, name_prefix: str | None = None) -> object:
    if not isinstance(data, (dict)):
        raise JsonSchemaValueException("" + (name_prefix or "data") + " must be object", value=data, name="" + (name_prefix or "data") + "", rule='type')
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['v', 'id', 'op']) - data.keys()
        if data__missing_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must contain " + (str(sorted(data__missing_keys)) + " properties"), value=data, name="" + (name_prefix or "data") + "", rule='required')
        data_keys = set(data.keys())
        if "v" in data_keys:
            data_keys.remove("v")
            data__v = data["v"]
            if not isinstance(data__v, (int)) and not (isinstance(data__v, float) and data__v.is_integer()) or isinstance(data__v, bool):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".v must be integer", value=data__v, name="" + (name_prefix or "data") + ".v", rule='type')
        if "id" in data_keys:
            data_keys.remove("id")
            data__id = data["id"]
            if not isinstance(data__id, (str)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".id must be string", value=data__id, name="" + (name_prefix or "data") + ".id", rule='type')
            if isinstance(data__id, str):
                data__id_len = len(data__id)
                if data__id_len < 1:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".id must be longer than or equal to 1 characters", value=data__id, name="" + (name_prefix or "data") + ".id", rule='minLength')
                if data__id_len > 64:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".id must be shorter than or equal to 64 characters", value=data__id, name="" + (name_prefix or "data") + ".id", rule='maxLength')
                if not REGEX_PATTERNS['^[^\\x00-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]+$'].search(data__id):
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".id must match pattern ^[^\\x00-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]+$", value=data__id, name="" + (name_prefix or "data") + ".id", rule='pattern')
        if "op" in data_keys:
            data_keys.remove("op")
            data__op = data["op"]
            if not isinstance(data__op, (str)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".op must be string", value=data__op, name="" + (name_prefix or "data") + ".op", rule='type')
            if isinstance(data__op, str):
                data__op_len = len(data__op)
                if data__op_len < 1:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".op must be longer than or equal to 1 characters", value=data__op, name="" + (name_prefix or "data") + ".op", rule='minLength')
                if data__op_len > 64:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".op must be shorter than or equal to 64 characters", value=data__op, name="" + (name_prefix or "data") + ".op", rule='maxLength')
        if "params" in data_keys:
            data_keys.remove("params")
            data__params = data["params"]
            if not isinstance(data__params, (dict)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".params must be object", value=data__params, name="" + (name_prefix or "data") + ".params", rule='type')
        if data_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must not contain "+str(data_keys)+" properties", value=data, name="" + (name_prefix or "data") + "", rule='additionalProperties')
    return data


OPERATIONS = frozenset(['hello', 'warm', 'resolve', 'search', 'prepare', 'status', 'cancel'])
