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
    '^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*/?$': re.compile('^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*/?\\Z'),
    '^(system|none|http://[^\\s/]+/?)$': re.compile('^(system|none|http://[^\\s/]+/?)\\Z'),
    '^[^\\x00-\\x1f\\x7f-\\x9f]*[^\\x00-\\x20\\x7f-\\xa0][^\\x00-\\x1f\\x7f-\\x9f]*$': re.compile('^[^\\x00-\\x1f\\x7f-\\x9f]*[^\\x00-\\x20\\x7f-\\xa0][^\\x00-\\x1f\\x7f-\\x9f]*\\Z'),
    '^https?://[^/?#@\\s\\\\]+/?$': re.compile('^https?://[^/?#@\\s\\\\]+/?\\Z'),
    '^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$': re.compile('^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\\Z')
}

NoneType = type(None)

def configuration(data: object, custom_formats: dict[str, object] = {}, name_prefix: str | None = None) -> object:
    if not isinstance(data, (dict)):
        raise JsonSchemaValueException("" + (name_prefix or "data") + " must be object", value=data, name="" + (name_prefix or "data") + "", rule='type')
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set([]) - data.keys()
        if data__missing_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must contain " + (str(sorted(data__missing_keys)) + " properties"), value=data, name="" + (name_prefix or "data") + "", rule='required')
        data_keys = set(data.keys())
        if "environment" in data_keys:
            data_keys.remove("environment")
            data__environment = data["environment"]
            if not isinstance(data__environment, (str)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".environment must be string", value=data__environment, name="" + (name_prefix or "data") + ".environment", rule='type')
            if isinstance(data__environment, str):
                data__environment_len = len(data__environment)
                if data__environment_len < 1:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".environment must be longer than or equal to 1 characters", value=data__environment, name="" + (name_prefix or "data") + ".environment", rule='minLength')
                if data__environment_len > 1024:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".environment must be shorter than or equal to 1024 characters", value=data__environment, name="" + (name_prefix or "data") + ".environment", rule='maxLength')
        if "locked" in data_keys:
            data_keys.remove("locked")
            data__locked = data["locked"]
            if not isinstance(data__locked, (list, tuple)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".locked must be array", value=data__locked, name="" + (name_prefix or "data") + ".locked", rule='type')
            data__locked_is_list = isinstance(data__locked, (list, tuple))
            if data__locked_is_list:
                data__locked_len = len(data__locked)
                for data__locked_x, data__locked_item in enumerate(data__locked):
                    if not isinstance(data__locked_item, (str)):
                        raise JsonSchemaValueException("" + (name_prefix or "data") + ".locked[{data__locked_x}]".format(**locals()) + " must be string", value=data__locked_item, name="" + (name_prefix or "data") + ".locked[{data__locked_x}]".format(**locals()) + "", rule='type')
                    if isinstance(data__locked_item, str):
                        data__locked_item_len = len(data__locked_item)
                        if data__locked_item_len < 1:
                            raise JsonSchemaValueException("" + (name_prefix or "data") + ".locked[{data__locked_x}]".format(**locals()) + " must be longer than or equal to 1 characters", value=data__locked_item, name="" + (name_prefix or "data") + ".locked[{data__locked_x}]".format(**locals()) + "", rule='minLength')
                        if data__locked_item_len > 1024:
                            raise JsonSchemaValueException("" + (name_prefix or "data") + ".locked[{data__locked_x}]".format(**locals()) + " must be shorter than or equal to 1024 characters", value=data__locked_item, name="" + (name_prefix or "data") + ".locked[{data__locked_x}]".format(**locals()) + "", rule='maxLength')
        if "accept_practitioner_from" in data_keys:
            data_keys.remove("accept_practitioner_from")
            data__acceptpractitionerfrom = data["accept_practitioner_from"]
            if not isinstance(data__acceptpractitionerfrom, (list, tuple)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".accept_practitioner_from must be array", value=data__acceptpractitionerfrom, name="" + (name_prefix or "data") + ".accept_practitioner_from", rule='type')
            data__acceptpractitionerfrom_is_list = isinstance(data__acceptpractitionerfrom, (list, tuple))
            if data__acceptpractitionerfrom_is_list:
                data__acceptpractitionerfrom_len = len(data__acceptpractitionerfrom)
                for data__acceptpractitionerfrom_x, data__acceptpractitionerfrom_item in enumerate(data__acceptpractitionerfrom):
                    if not isinstance(data__acceptpractitionerfrom_item, (str)):
                        raise JsonSchemaValueException("" + (name_prefix or "data") + ".accept_practitioner_from[{data__acceptpractitionerfrom_x}]".format(**locals()) + " must be string", value=data__acceptpractitionerfrom_item, name="" + (name_prefix or "data") + ".accept_practitioner_from[{data__acceptpractitionerfrom_x}]".format(**locals()) + "", rule='type')
                    if isinstance(data__acceptpractitionerfrom_item, str):
                        if not REGEX_PATTERNS['^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*/?$'].search(data__acceptpractitionerfrom_item):
                            raise JsonSchemaValueException("" + (name_prefix or "data") + ".accept_practitioner_from[{data__acceptpractitionerfrom_x}]".format(**locals()) + " must match pattern ^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*/?$", value=data__acceptpractitionerfrom_item, name="" + (name_prefix or "data") + ".accept_practitioner_from[{data__acceptpractitionerfrom_x}]".format(**locals()) + "", rule='pattern')
        if "environments" in data_keys:
            data_keys.remove("environments")
            data__environments = data["environments"]
            if not isinstance(data__environments, (dict)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".environments must be object", value=data__environments, name="" + (name_prefix or "data") + ".environments", rule='type')
            data__environments_is_dict = isinstance(data__environments, dict)
            if data__environments_is_dict:
                data__environments_keys = set(data__environments.keys())
                for data__environments_key in data__environments_keys:
                    if data__environments_key not in []:
                        data__environments_value = data__environments.get(data__environments_key)
                        _environment(data__environments_value, custom_formats, (name_prefix or "data") + ".environments.{data__environments_key}".format(**locals()))
        if "practitioner" in data_keys:
            data_keys.remove("practitioner")
            data__practitioner = data["practitioner"]
            _practitioner(data__practitioner, custom_formats, (name_prefix or "data") + ".practitioner")
        if "practitioners" in data_keys:
            data_keys.remove("practitioners")
            data__practitioners = data["practitioners"]
            if not isinstance(data__practitioners, (list, tuple)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".practitioners must be array", value=data__practitioners, name="" + (name_prefix or "data") + ".practitioners", rule='type')
            data__practitioners_is_list = isinstance(data__practitioners, (list, tuple))
            if data__practitioners_is_list:
                data__practitioners_len = len(data__practitioners)
                for data__practitioners_x, data__practitioners_item in enumerate(data__practitioners):
                    if not isinstance(data__practitioners_item, (dict)):
                        raise JsonSchemaValueException("" + (name_prefix or "data") + ".practitioners[{data__practitioners_x}]".format(**locals()) + " must be object", value=data__practitioners_item, name="" + (name_prefix or "data") + ".practitioners[{data__practitioners_x}]".format(**locals()) + "", rule='type')
                    data__practitioners_item_is_dict = isinstance(data__practitioners_item, dict)
                    if data__practitioners_item_is_dict:
                        data__practitioners_item__missing_keys = set(['os_user', 'rpps', 'first_name', 'last_name']) - data__practitioners_item.keys()
                        if data__practitioners_item__missing_keys:
                            raise JsonSchemaValueException("" + (name_prefix or "data") + ".practitioners[{data__practitioners_x}]".format(**locals()) + " must contain " + (str(sorted(data__practitioners_item__missing_keys)) + " properties"), value=data__practitioners_item, name="" + (name_prefix or "data") + ".practitioners[{data__practitioners_x}]".format(**locals()) + "", rule='required')
                        data__practitioners_item_keys = set(data__practitioners_item.keys())
                        if "os_user" in data__practitioners_item_keys:
                            data__practitioners_item_keys.remove("os_user")
                            data__practitioners_item__osuser = data__practitioners_item["os_user"]
                            if not isinstance(data__practitioners_item__osuser, (str)):
                                raise JsonSchemaValueException("" + (name_prefix or "data") + ".practitioners[{data__practitioners_x}].os_user".format(**locals()) + " must be string", value=data__practitioners_item__osuser, name="" + (name_prefix or "data") + ".practitioners[{data__practitioners_x}].os_user".format(**locals()) + "", rule='type')
                            if isinstance(data__practitioners_item__osuser, str):
                                data__practitioners_item__osuser_len = len(data__practitioners_item__osuser)
                                if data__practitioners_item__osuser_len < 1:
                                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".practitioners[{data__practitioners_x}].os_user".format(**locals()) + " must be longer than or equal to 1 characters", value=data__practitioners_item__osuser, name="" + (name_prefix or "data") + ".practitioners[{data__practitioners_x}].os_user".format(**locals()) + "", rule='minLength')
                                if data__practitioners_item__osuser_len > 1024:
                                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".practitioners[{data__practitioners_x}].os_user".format(**locals()) + " must be shorter than or equal to 1024 characters", value=data__practitioners_item__osuser, name="" + (name_prefix or "data") + ".practitioners[{data__practitioners_x}].os_user".format(**locals()) + "", rule='maxLength')
                        if "rpps" in data__practitioners_item_keys:
                            data__practitioners_item_keys.remove("rpps")
                            data__practitioners_item__rpps = data__practitioners_item["rpps"]
                            _name(data__practitioners_item__rpps, custom_formats, (name_prefix or "data") + ".practitioners[{data__practitioners_x}].rpps".format(**locals()))
                        if "first_name" in data__practitioners_item_keys:
                            data__practitioners_item_keys.remove("first_name")
                            data__practitioners_item__firstname = data__practitioners_item["first_name"]
                            _name(data__practitioners_item__firstname, custom_formats, (name_prefix or "data") + ".practitioners[{data__practitioners_x}].first_name".format(**locals()))
                        if "last_name" in data__practitioners_item_keys:
                            data__practitioners_item_keys.remove("last_name")
                            data__practitioners_item__lastname = data__practitioners_item["last_name"]
                            _name(data__practitioners_item__lastname, custom_formats, (name_prefix or "data") + ".practitioners[{data__practitioners_x}].last_name".format(**locals()))
                        if data__practitioners_item_keys:
                            raise JsonSchemaValueException("" + (name_prefix or "data") + ".practitioners[{data__practitioners_x}]".format(**locals()) + " must not contain "+str(data__practitioners_item_keys)+" properties", value=data__practitioners_item, name="" + (name_prefix or "data") + ".practitioners[{data__practitioners_x}]".format(**locals()) + "", rule='additionalProperties')
        if "network" in data_keys:
            data_keys.remove("network")
            data__network = data["network"]
            _network(data__network, custom_formats, (name_prefix or "data") + ".network")
        if "guides" in data_keys:
            data_keys.remove("guides")
            data__guides = data["guides"]
            if not isinstance(data__guides, (list, tuple)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".guides must be array", value=data__guides, name="" + (name_prefix or "data") + ".guides", rule='type')
            data__guides_is_list = isinstance(data__guides, (list, tuple))
            if data__guides_is_list:
                data__guides_len = len(data__guides)
                for data__guides_x, data__guides_item in enumerate(data__guides):
                    _guidetable(data__guides_item, custom_formats, (name_prefix or "data") + ".guides[{data__guides_x}]".format(**locals()))
        if "audit" in data_keys:
            data_keys.remove("audit")
            data__audit = data["audit"]
            _audit(data__audit, custom_formats, (name_prefix or "data") + ".audit")
        if "log" in data_keys:
            data_keys.remove("log")
            data__log = data["log"]
            _log(data__log, custom_formats, (name_prefix or "data") + ".log")
        if data_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must not contain "+str(data_keys)+" properties", value=data, name="" + (name_prefix or "data") + "", rule='additionalProperties')
    return data

def _log(data: object, custom_formats: dict[str, object] = {}, name_prefix: str | None = None) -> object:
    if not isinstance(data, (dict)):
        raise JsonSchemaValueException("" + (name_prefix or "data") + " must be object", value=data, name="" + (name_prefix or "data") + "", rule='type')
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set([]) - data.keys()
        if data__missing_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must contain " + (str(sorted(data__missing_keys)) + " properties"), value=data, name="" + (name_prefix or "data") + "", rule='required')
        data_keys = set(data.keys())
        if "level" in data_keys:
            data_keys.remove("level")
            data__level = data["level"]
            if not (isinstance(data__level, str) and data__level == 'debug' or isinstance(data__level, str) and data__level == 'info' or isinstance(data__level, str) and data__level == 'warning' or isinstance(data__level, str) and data__level == 'error' or isinstance(data__level, str) and data__level == 'off'):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".level must be one of ['debug', 'info', 'warning', 'error', 'off']", value=data__level, name="" + (name_prefix or "data") + ".level", rule='enum')
        if "path" in data_keys:
            data_keys.remove("path")
            data__path = data["path"]
            if not isinstance(data__path, (str)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".path must be string", value=data__path, name="" + (name_prefix or "data") + ".path", rule='type')
            if isinstance(data__path, str):
                data__path_len = len(data__path)
                if data__path_len < 1:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".path must be longer than or equal to 1 characters", value=data__path, name="" + (name_prefix or "data") + ".path", rule='minLength')
                if data__path_len > 1024:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".path must be shorter than or equal to 1024 characters", value=data__path, name="" + (name_prefix or "data") + ".path", rule='maxLength')
        if data_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must not contain "+str(data_keys)+" properties", value=data, name="" + (name_prefix or "data") + "", rule='additionalProperties')
    return data

def _audit(data: object, custom_formats: dict[str, object] = {}, name_prefix: str | None = None) -> object:
    if not isinstance(data, (dict)):
        raise JsonSchemaValueException("" + (name_prefix or "data") + " must be object", value=data, name="" + (name_prefix or "data") + "", rule='type')
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set([]) - data.keys()
        if data__missing_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must contain " + (str(sorted(data__missing_keys)) + " properties"), value=data, name="" + (name_prefix or "data") + "", rule='required')
        data_keys = set(data.keys())
        if "enabled" in data_keys:
            data_keys.remove("enabled")
            data__enabled = data["enabled"]
            if not isinstance(data__enabled, (bool)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".enabled must be boolean", value=data__enabled, name="" + (name_prefix or "data") + ".enabled", rule='type')
        if "path" in data_keys:
            data_keys.remove("path")
            data__path = data["path"]
            if not isinstance(data__path, (str)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".path must be string", value=data__path, name="" + (name_prefix or "data") + ".path", rule='type')
            if isinstance(data__path, str):
                data__path_len = len(data__path)
                if data__path_len < 1:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".path must be longer than or equal to 1 characters", value=data__path, name="" + (name_prefix or "data") + ".path", rule='minLength')
                if data__path_len > 1024:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".path must be shorter than or equal to 1024 characters", value=data__path, name="" + (name_prefix or "data") + ".path", rule='maxLength')
        if "retention_days" in data_keys:
            data_keys.remove("retention_days")
            data__retentiondays = data["retention_days"]
            if not isinstance(data__retentiondays, (int)) and not (isinstance(data__retentiondays, float) and data__retentiondays.is_integer()) or isinstance(data__retentiondays, bool):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".retention_days must be integer", value=data__retentiondays, name="" + (name_prefix or "data") + ".retention_days", rule='type')
            if isinstance(data__retentiondays, (int, float)) and not isinstance(data__retentiondays, bool):
                if data__retentiondays < 1:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".retention_days must be bigger than or equal to 1", value=data__retentiondays, name="" + (name_prefix or "data") + ".retention_days", rule='minimum')
                if data__retentiondays > 36500:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".retention_days must be smaller than or equal to 36500", value=data__retentiondays, name="" + (name_prefix or "data") + ".retention_days", rule='maximum')
        if "record_codes" in data_keys:
            data_keys.remove("record_codes")
            data__recordcodes = data["record_codes"]
            if not isinstance(data__recordcodes, (bool)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".record_codes must be boolean", value=data__recordcodes, name="" + (name_prefix or "data") + ".record_codes", rule='type')
        if data_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must not contain "+str(data_keys)+" properties", value=data, name="" + (name_prefix or "data") + "", rule='additionalProperties')
    return data

def _guidetable(data: object, custom_formats: dict[str, object] = {}, name_prefix: str | None = None) -> object:
    if not isinstance(data, (dict)):
        raise JsonSchemaValueException("" + (name_prefix or "data") + " must be object", value=data, name="" + (name_prefix or "data") + "", rule='type')
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['name']) - data.keys()
        if data__missing_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must contain " + (str(sorted(data__missing_keys)) + " properties"), value=data, name="" + (name_prefix or "data") + "", rule='required')
        data_keys = set(data.keys())
        if "name" in data_keys:
            data_keys.remove("name")
            data__name = data["name"]
            if not isinstance(data__name, (str)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".name must be string", value=data__name, name="" + (name_prefix or "data") + ".name", rule='type')
            if isinstance(data__name, str):
                data__name_len = len(data__name)
                if data__name_len < 1:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".name must be longer than or equal to 1 characters", value=data__name, name="" + (name_prefix or "data") + ".name", rule='minLength')
                if data__name_len > 64:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".name must be shorter than or equal to 64 characters", value=data__name, name="" + (name_prefix or "data") + ".name", rule='maxLength')
        if "labels" in data_keys:
            data_keys.remove("labels")
            data__labels = data["labels"]
            _labels(data__labels, custom_formats, (name_prefix or "data") + ".labels")
        if "needs_codes" in data_keys:
            data_keys.remove("needs_codes")
            data__needscodes = data["needs_codes"]
            if not isinstance(data__needscodes, (bool)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".needs_codes must be boolean", value=data__needscodes, name="" + (name_prefix or "data") + ".needs_codes", rule='type')
        if "parameters" in data_keys:
            data_keys.remove("parameters")
            data__parameters = data["parameters"]
            if not isinstance(data__parameters, (dict)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".parameters must be object", value=data__parameters, name="" + (name_prefix or "data") + ".parameters", rule='type')
        if "codes_parameter" in data_keys:
            data_keys.remove("codes_parameter")
            data__codesparameter = data["codes_parameter"]
            if not isinstance(data__codesparameter, (str)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".codes_parameter must be string", value=data__codesparameter, name="" + (name_prefix or "data") + ".codes_parameter", rule='type')
            if isinstance(data__codesparameter, str):
                data__codesparameter_len = len(data__codesparameter)
                if data__codesparameter_len < 1:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".codes_parameter must be longer than or equal to 1 characters", value=data__codesparameter, name="" + (name_prefix or "data") + ".codes_parameter", rule='minLength')
                if data__codesparameter_len > 1024:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".codes_parameter must be shorter than or equal to 1024 characters", value=data__codesparameter, name="" + (name_prefix or "data") + ".codes_parameter", rule='maxLength')
        if data_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must not contain "+str(data_keys)+" properties", value=data, name="" + (name_prefix or "data") + "", rule='additionalProperties')
    return data

def _labels(data: object, custom_formats: dict[str, object] = {}, name_prefix: str | None = None) -> object:
    if not isinstance(data, (dict)):
        raise JsonSchemaValueException("" + (name_prefix or "data") + " must be object", value=data, name="" + (name_prefix or "data") + "", rule='type')
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['fr', 'en']) - data.keys()
        if data__missing_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must contain " + (str(sorted(data__missing_keys)) + " properties"), value=data, name="" + (name_prefix or "data") + "", rule='required')
        data_keys = set(data.keys())
        if "fr" in data_keys:
            data_keys.remove("fr")
            data__fr = data["fr"]
            if not isinstance(data__fr, (str)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".fr must be string", value=data__fr, name="" + (name_prefix or "data") + ".fr", rule='type')
            if isinstance(data__fr, str):
                data__fr_len = len(data__fr)
                if data__fr_len < 1:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".fr must be longer than or equal to 1 characters", value=data__fr, name="" + (name_prefix or "data") + ".fr", rule='minLength')
                if data__fr_len > 128:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".fr must be shorter than or equal to 128 characters", value=data__fr, name="" + (name_prefix or "data") + ".fr", rule='maxLength')
        if "en" in data_keys:
            data_keys.remove("en")
            data__en = data["en"]
            if not isinstance(data__en, (str)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".en must be string", value=data__en, name="" + (name_prefix or "data") + ".en", rule='type')
            if isinstance(data__en, str):
                data__en_len = len(data__en)
                if data__en_len < 1:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".en must be longer than or equal to 1 characters", value=data__en, name="" + (name_prefix or "data") + ".en", rule='minLength')
                if data__en_len > 128:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".en must be shorter than or equal to 128 characters", value=data__en, name="" + (name_prefix or "data") + ".en", rule='maxLength')
        if data_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must not contain "+str(data_keys)+" properties", value=data, name="" + (name_prefix or "data") + "", rule='additionalProperties')
    return data

def _network(data: object, custom_formats: dict[str, object] = {}, name_prefix: str | None = None) -> object:
    if not isinstance(data, (dict)):
        raise JsonSchemaValueException("" + (name_prefix or "data") + " must be object", value=data, name="" + (name_prefix or "data") + "", rule='type')
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set([]) - data.keys()
        if data__missing_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must contain " + (str(sorted(data__missing_keys)) + " properties"), value=data, name="" + (name_prefix or "data") + "", rule='required')
        data_keys = set(data.keys())
        if "proxy" in data_keys:
            data_keys.remove("proxy")
            data__proxy = data["proxy"]
            if not isinstance(data__proxy, (str)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".proxy must be string", value=data__proxy, name="" + (name_prefix or "data") + ".proxy", rule='type')
            if isinstance(data__proxy, str):
                if not REGEX_PATTERNS['^(system|none|http://[^\\s/]+/?)$'].search(data__proxy):
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".proxy must match pattern ^(system|none|http://[^\\s/]+/?)$", value=data__proxy, name="" + (name_prefix or "data") + ".proxy", rule='pattern')
        if "ca_bundle" in data_keys:
            data_keys.remove("ca_bundle")
            data__cabundle = data["ca_bundle"]
            if not isinstance(data__cabundle, (str)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".ca_bundle must be string", value=data__cabundle, name="" + (name_prefix or "data") + ".ca_bundle", rule='type')
            if isinstance(data__cabundle, str):
                data__cabundle_len = len(data__cabundle)
                if data__cabundle_len < 1:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".ca_bundle must be longer than or equal to 1 characters", value=data__cabundle, name="" + (name_prefix or "data") + ".ca_bundle", rule='minLength')
                if data__cabundle_len > 1024:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".ca_bundle must be shorter than or equal to 1024 characters", value=data__cabundle, name="" + (name_prefix or "data") + ".ca_bundle", rule='maxLength')
        if "connect_timeout" in data_keys:
            data_keys.remove("connect_timeout")
            data__connecttimeout = data["connect_timeout"]
            if not isinstance(data__connecttimeout, (int, float)) or isinstance(data__connecttimeout, bool):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".connect_timeout must be number", value=data__connecttimeout, name="" + (name_prefix or "data") + ".connect_timeout", rule='type')
            if isinstance(data__connecttimeout, (int, float)) and not isinstance(data__connecttimeout, bool):
                if data__connecttimeout > 60:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".connect_timeout must be smaller than or equal to 60", value=data__connecttimeout, name="" + (name_prefix or "data") + ".connect_timeout", rule='maximum')
                if data__connecttimeout <= 0:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".connect_timeout must be bigger than 0", value=data__connecttimeout, name="" + (name_prefix or "data") + ".connect_timeout", rule='exclusiveMinimum')
        if "deadline" in data_keys:
            data_keys.remove("deadline")
            data__deadline = data["deadline"]
            if not isinstance(data__deadline, (int, float)) or isinstance(data__deadline, bool):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".deadline must be number", value=data__deadline, name="" + (name_prefix or "data") + ".deadline", rule='type')
            if isinstance(data__deadline, (int, float)) and not isinstance(data__deadline, bool):
                if data__deadline > 120:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".deadline must be smaller than or equal to 120", value=data__deadline, name="" + (name_prefix or "data") + ".deadline", rule='maximum')
                if data__deadline <= 0:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".deadline must be bigger than 0", value=data__deadline, name="" + (name_prefix or "data") + ".deadline", rule='exclusiveMinimum')
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

def _environment(data: object, custom_formats: dict[str, object] = {}, name_prefix: str | None = None) -> object:
    if not isinstance(data, (dict)):
        raise JsonSchemaValueException("" + (name_prefix or "data") + " must be object", value=data, name="" + (name_prefix or "data") + "", rule='type')
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data__missing_keys = set(['base_url', 'client_id', 'allowed_hosts', 'key']) - data.keys()
        if data__missing_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must contain " + (str(sorted(data__missing_keys)) + " properties"), value=data, name="" + (name_prefix or "data") + "", rule='required')
        data_keys = set(data.keys())
        if "base_url" in data_keys:
            data_keys.remove("base_url")
            data__baseurl = data["base_url"]
            if not isinstance(data__baseurl, (str)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".base_url must be string", value=data__baseurl, name="" + (name_prefix or "data") + ".base_url", rule='type')
            if isinstance(data__baseurl, str):
                if not REGEX_PATTERNS['^https?://[^/?#@\\s\\\\]+/?$'].search(data__baseurl):
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".base_url must match pattern ^https?://[^/?#@\\s\\\\]+/?$", value=data__baseurl, name="" + (name_prefix or "data") + ".base_url", rule='pattern')
        if "client_id" in data_keys:
            data_keys.remove("client_id")
            data__clientid = data["client_id"]
            if not isinstance(data__clientid, (str)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".client_id must be string", value=data__clientid, name="" + (name_prefix or "data") + ".client_id", rule='type')
            if isinstance(data__clientid, str):
                data__clientid_len = len(data__clientid)
                if data__clientid_len < 1:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".client_id must be longer than or equal to 1 characters", value=data__clientid, name="" + (name_prefix or "data") + ".client_id", rule='minLength')
                if data__clientid_len > 1024:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".client_id must be shorter than or equal to 1024 characters", value=data__clientid, name="" + (name_prefix or "data") + ".client_id", rule='maxLength')
        if "allowed_hosts" in data_keys:
            data_keys.remove("allowed_hosts")
            data__allowedhosts = data["allowed_hosts"]
            if not isinstance(data__allowedhosts, (list, tuple)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".allowed_hosts must be array", value=data__allowedhosts, name="" + (name_prefix or "data") + ".allowed_hosts", rule='type')
            data__allowedhosts_is_list = isinstance(data__allowedhosts, (list, tuple))
            if data__allowedhosts_is_list:
                data__allowedhosts_len = len(data__allowedhosts)
                if data__allowedhosts_len < 1:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".allowed_hosts must contain at least 1 items", value=data__allowedhosts, name="" + (name_prefix or "data") + ".allowed_hosts", rule='minItems')
                for data__allowedhosts_x, data__allowedhosts_item in enumerate(data__allowedhosts):
                    if not isinstance(data__allowedhosts_item, (str)):
                        raise JsonSchemaValueException("" + (name_prefix or "data") + ".allowed_hosts[{data__allowedhosts_x}]".format(**locals()) + " must be string", value=data__allowedhosts_item, name="" + (name_prefix or "data") + ".allowed_hosts[{data__allowedhosts_x}]".format(**locals()) + "", rule='type')
                    if isinstance(data__allowedhosts_item, str):
                        data__allowedhosts_item_len = len(data__allowedhosts_item)
                        if data__allowedhosts_item_len > 253:
                            raise JsonSchemaValueException("" + (name_prefix or "data") + ".allowed_hosts[{data__allowedhosts_x}]".format(**locals()) + " must be shorter than or equal to 253 characters", value=data__allowedhosts_item, name="" + (name_prefix or "data") + ".allowed_hosts[{data__allowedhosts_x}]".format(**locals()) + "", rule='maxLength')
                        if not REGEX_PATTERNS['^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$'].search(data__allowedhosts_item):
                            raise JsonSchemaValueException("" + (name_prefix or "data") + ".allowed_hosts[{data__allowedhosts_x}]".format(**locals()) + " must match pattern ^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$", value=data__allowedhosts_item, name="" + (name_prefix or "data") + ".allowed_hosts[{data__allowedhosts_x}]".format(**locals()) + "", rule='pattern')
        if "key" in data_keys:
            data_keys.remove("key")
            data__key = data["key"]
            _key(data__key, custom_formats, (name_prefix or "data") + ".key")
        if "authorization" in data_keys:
            data_keys.remove("authorization")
            data__authorization = data["authorization"]
            if not (isinstance(data__authorization, str) and data__authorization == 'Authorization' or isinstance(data__authorization, str) and data__authorization == 'Proxy-Authorization'):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".authorization must be one of ['Authorization', 'Proxy-Authorization']", value=data__authorization, name="" + (name_prefix or "data") + ".authorization", rule='enum')
        if data_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must not contain "+str(data_keys)+" properties", value=data, name="" + (name_prefix or "data") + "", rule='additionalProperties')
    return data

def _key(data: object, custom_formats: dict[str, object] = {}, name_prefix: str | None = None) -> object:
    if not isinstance(data, (dict)):
        raise JsonSchemaValueException("" + (name_prefix or "data") + " must be object", value=data, name="" + (name_prefix or "data") + "", rule='type')
    data_is_dict = isinstance(data, dict)
    if data_is_dict:
        data_len = len(data)
        if data_len < 1:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must contain at least 1 properties", value=data, name="" + (name_prefix or "data") + "", rule='minProperties')
        data__missing_keys = set([]) - data.keys()
        if data__missing_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must contain " + (str(sorted(data__missing_keys)) + " properties"), value=data, name="" + (name_prefix or "data") + "", rule='required')
        data_keys = set(data.keys())
        if "file" in data_keys:
            data_keys.remove("file")
            data__file = data["file"]
            if not isinstance(data__file, (str)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".file must be string", value=data__file, name="" + (name_prefix or "data") + ".file", rule='type')
            if isinstance(data__file, str):
                data__file_len = len(data__file)
                if data__file_len < 1:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".file must be longer than or equal to 1 characters", value=data__file, name="" + (name_prefix or "data") + ".file", rule='minLength')
                if data__file_len > 1024:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".file must be shorter than or equal to 1024 characters", value=data__file, name="" + (name_prefix or "data") + ".file", rule='maxLength')
        if "env" in data_keys:
            data_keys.remove("env")
            data__env = data["env"]
            if not isinstance(data__env, (str)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".env must be string", value=data__env, name="" + (name_prefix or "data") + ".env", rule='type')
            if not (isinstance(data__env, str) and data__env == 'GOOGLE_APPLICATION_CREDENTIALS'):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".env must be one of ['GOOGLE_APPLICATION_CREDENTIALS']", value=data__env, name="" + (name_prefix or "data") + ".env", rule='enum')
        if "keyring" in data_keys:
            data_keys.remove("keyring")
            data__keyring = data["keyring"]
            if not isinstance(data__keyring, (str)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".keyring must be string", value=data__keyring, name="" + (name_prefix or "data") + ".keyring", rule='type')
            if isinstance(data__keyring, str):
                data__keyring_len = len(data__keyring)
                if data__keyring_len < 1:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".keyring must be longer than or equal to 1 characters", value=data__keyring, name="" + (name_prefix or "data") + ".keyring", rule='minLength')
                if data__keyring_len > 1024:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".keyring must be shorter than or equal to 1024 characters", value=data__keyring, name="" + (name_prefix or "data") + ".keyring", rule='maxLength')
        if "pkcs11" in data_keys:
            data_keys.remove("pkcs11")
            data__pkcs11 = data["pkcs11"]
            if not isinstance(data__pkcs11, (dict)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".pkcs11 must be object", value=data__pkcs11, name="" + (name_prefix or "data") + ".pkcs11", rule='type')
            data__pkcs11_is_dict = isinstance(data__pkcs11, dict)
            if data__pkcs11_is_dict:
                data__pkcs11__missing_keys = set(['module', 'token', 'label']) - data__pkcs11.keys()
                if data__pkcs11__missing_keys:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".pkcs11 must contain " + (str(sorted(data__pkcs11__missing_keys)) + " properties"), value=data__pkcs11, name="" + (name_prefix or "data") + ".pkcs11", rule='required')
                data__pkcs11_keys = set(data__pkcs11.keys())
                if "module" in data__pkcs11_keys:
                    data__pkcs11_keys.remove("module")
                    data__pkcs11__module = data__pkcs11["module"]
                    if not isinstance(data__pkcs11__module, (str)):
                        raise JsonSchemaValueException("" + (name_prefix or "data") + ".pkcs11.module must be string", value=data__pkcs11__module, name="" + (name_prefix or "data") + ".pkcs11.module", rule='type')
                    if isinstance(data__pkcs11__module, str):
                        data__pkcs11__module_len = len(data__pkcs11__module)
                        if data__pkcs11__module_len < 1:
                            raise JsonSchemaValueException("" + (name_prefix or "data") + ".pkcs11.module must be longer than or equal to 1 characters", value=data__pkcs11__module, name="" + (name_prefix or "data") + ".pkcs11.module", rule='minLength')
                        if data__pkcs11__module_len > 1024:
                            raise JsonSchemaValueException("" + (name_prefix or "data") + ".pkcs11.module must be shorter than or equal to 1024 characters", value=data__pkcs11__module, name="" + (name_prefix or "data") + ".pkcs11.module", rule='maxLength')
                if "token" in data__pkcs11_keys:
                    data__pkcs11_keys.remove("token")
                    data__pkcs11__token = data__pkcs11["token"]
                    if not isinstance(data__pkcs11__token, (str)):
                        raise JsonSchemaValueException("" + (name_prefix or "data") + ".pkcs11.token must be string", value=data__pkcs11__token, name="" + (name_prefix or "data") + ".pkcs11.token", rule='type')
                    if isinstance(data__pkcs11__token, str):
                        data__pkcs11__token_len = len(data__pkcs11__token)
                        if data__pkcs11__token_len < 1:
                            raise JsonSchemaValueException("" + (name_prefix or "data") + ".pkcs11.token must be longer than or equal to 1 characters", value=data__pkcs11__token, name="" + (name_prefix or "data") + ".pkcs11.token", rule='minLength')
                        if data__pkcs11__token_len > 1024:
                            raise JsonSchemaValueException("" + (name_prefix or "data") + ".pkcs11.token must be shorter than or equal to 1024 characters", value=data__pkcs11__token, name="" + (name_prefix or "data") + ".pkcs11.token", rule='maxLength')
                if "label" in data__pkcs11_keys:
                    data__pkcs11_keys.remove("label")
                    data__pkcs11__label = data__pkcs11["label"]
                    if not isinstance(data__pkcs11__label, (str)):
                        raise JsonSchemaValueException("" + (name_prefix or "data") + ".pkcs11.label must be string", value=data__pkcs11__label, name="" + (name_prefix or "data") + ".pkcs11.label", rule='type')
                    if isinstance(data__pkcs11__label, str):
                        data__pkcs11__label_len = len(data__pkcs11__label)
                        if data__pkcs11__label_len < 1:
                            raise JsonSchemaValueException("" + (name_prefix or "data") + ".pkcs11.label must be longer than or equal to 1 characters", value=data__pkcs11__label, name="" + (name_prefix or "data") + ".pkcs11.label", rule='minLength')
                        if data__pkcs11__label_len > 1024:
                            raise JsonSchemaValueException("" + (name_prefix or "data") + ".pkcs11.label must be shorter than or equal to 1024 characters", value=data__pkcs11__label, name="" + (name_prefix or "data") + ".pkcs11.label", rule='maxLength')
                if "pin" in data__pkcs11_keys:
                    data__pkcs11_keys.remove("pin")
                    data__pkcs11__pin = data__pkcs11["pin"]
                    if not isinstance(data__pkcs11__pin, (str)):
                        raise JsonSchemaValueException("" + (name_prefix or "data") + ".pkcs11.pin must be string", value=data__pkcs11__pin, name="" + (name_prefix or "data") + ".pkcs11.pin", rule='type')
                    if isinstance(data__pkcs11__pin, str):
                        data__pkcs11__pin_len = len(data__pkcs11__pin)
                        if data__pkcs11__pin_len < 1:
                            raise JsonSchemaValueException("" + (name_prefix or "data") + ".pkcs11.pin must be longer than or equal to 1 characters", value=data__pkcs11__pin, name="" + (name_prefix or "data") + ".pkcs11.pin", rule='minLength')
                        if data__pkcs11__pin_len > 1024:
                            raise JsonSchemaValueException("" + (name_prefix or "data") + ".pkcs11.pin must be shorter than or equal to 1024 characters", value=data__pkcs11__pin, name="" + (name_prefix or "data") + ".pkcs11.pin", rule='maxLength')
                if "pin_file" in data__pkcs11_keys:
                    data__pkcs11_keys.remove("pin_file")
                    data__pkcs11__pinfile = data__pkcs11["pin_file"]
                    if not isinstance(data__pkcs11__pinfile, (str)):
                        raise JsonSchemaValueException("" + (name_prefix or "data") + ".pkcs11.pin_file must be string", value=data__pkcs11__pinfile, name="" + (name_prefix or "data") + ".pkcs11.pin_file", rule='type')
                    if isinstance(data__pkcs11__pinfile, str):
                        data__pkcs11__pinfile_len = len(data__pkcs11__pinfile)
                        if data__pkcs11__pinfile_len < 1:
                            raise JsonSchemaValueException("" + (name_prefix or "data") + ".pkcs11.pin_file must be longer than or equal to 1 characters", value=data__pkcs11__pinfile, name="" + (name_prefix or "data") + ".pkcs11.pin_file", rule='minLength')
                        if data__pkcs11__pinfile_len > 1024:
                            raise JsonSchemaValueException("" + (name_prefix or "data") + ".pkcs11.pin_file must be shorter than or equal to 1024 characters", value=data__pkcs11__pinfile, name="" + (name_prefix or "data") + ".pkcs11.pin_file", rule='maxLength')
                if "pin_env" in data__pkcs11_keys:
                    data__pkcs11_keys.remove("pin_env")
                    data__pkcs11__pinenv = data__pkcs11["pin_env"]
                    if not isinstance(data__pkcs11__pinenv, (str)):
                        raise JsonSchemaValueException("" + (name_prefix or "data") + ".pkcs11.pin_env must be string", value=data__pkcs11__pinenv, name="" + (name_prefix or "data") + ".pkcs11.pin_env", rule='type')
                    if isinstance(data__pkcs11__pinenv, str):
                        data__pkcs11__pinenv_len = len(data__pkcs11__pinenv)
                        if data__pkcs11__pinenv_len < 1:
                            raise JsonSchemaValueException("" + (name_prefix or "data") + ".pkcs11.pin_env must be longer than or equal to 1 characters", value=data__pkcs11__pinenv, name="" + (name_prefix or "data") + ".pkcs11.pin_env", rule='minLength')
                        if data__pkcs11__pinenv_len > 1024:
                            raise JsonSchemaValueException("" + (name_prefix or "data") + ".pkcs11.pin_env must be shorter than or equal to 1024 characters", value=data__pkcs11__pinenv, name="" + (name_prefix or "data") + ".pkcs11.pin_env", rule='maxLength')
                if data__pkcs11_keys:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".pkcs11 must not contain "+str(data__pkcs11_keys)+" properties", value=data__pkcs11, name="" + (name_prefix or "data") + ".pkcs11", rule='additionalProperties')
        if "account" in data_keys:
            data_keys.remove("account")
            data__account = data["account"]
            if not isinstance(data__account, (str)):
                raise JsonSchemaValueException("" + (name_prefix or "data") + ".account must be string", value=data__account, name="" + (name_prefix or "data") + ".account", rule='type')
            if isinstance(data__account, str):
                data__account_len = len(data__account)
                if data__account_len < 1:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".account must be longer than or equal to 1 characters", value=data__account, name="" + (name_prefix or "data") + ".account", rule='minLength')
                if data__account_len > 1024:
                    raise JsonSchemaValueException("" + (name_prefix or "data") + ".account must be shorter than or equal to 1024 characters", value=data__account, name="" + (name_prefix or "data") + ".account", rule='maxLength')
        if data_keys:
            raise JsonSchemaValueException("" + (name_prefix or "data") + " must not contain "+str(data_keys)+" properties", value=data, name="" + (name_prefix or "data") + "", rule='additionalProperties')
    return data


KEYS = {'environment': None, 'locked': [None], 'accept_practitioner_from': [None], 'environments': {'*': {'base_url': None, 'client_id': None, 'allowed_hosts': [None], 'key': {'file': None, 'env': None, 'keyring': None, 'pkcs11': {'module': None, 'token': None, 'label': None, 'pin': None, 'pin_file': None, 'pin_env': None}, 'account': None}, 'authorization': None}}, 'practitioner': {'rpps': None, 'first_name': None, 'last_name': None}, 'practitioners': [{'os_user': None, 'rpps': None, 'first_name': None, 'last_name': None}], 'network': {'proxy': None, 'ca_bundle': None, 'connect_timeout': None, 'deadline': None}, 'guides': [{'name': None, 'labels': {'fr': None, 'en': None}, 'needs_codes': None, 'parameters': None, 'codes_parameter': None}], 'audit': {'enabled': None, 'path': None, 'retention_days': None, 'record_codes': None}, 'log': {'level': None, 'path': None}}
