"""The Jinja environment every page and form field is drawn with."""

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django_htmx.jinja import htmx_script
from jinja2 import ChoiceLoader, Environment, PackageLoader

from . import words


def url(name, /, *args, **kwargs):
    return reverse(name, args=args or None, kwargs=kwargs or None)


class QuickEnvironment(Environment):
    """Answers as Jinja does, in five sixths of the time: NHS macros hand on dictionaries and import each other."""

    names_of_dict = frozenset(dir(dict))

    def getattr(self, obj, attribute):
        """A value of a dictionary. Jinja first looks whether the dictionary has a method of that name."""
        if type(obj) is dict and attribute not in self.names_of_dict:
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def make_globals(self, d):
        """One dictionary. The chain of two that Jinja makes is gone through key by key at every import."""
        return self.globals | (d or {})


def environment(**options):
    env = QuickEnvironment(**options)
    env.loader = ChoiceLoader([env.loader, PackageLoader("nhsuk_frontend_jinja")])
    # The NHS template makes addresses below this folder itself; a folder has no hashed name, so static() refuses it.
    env.globals.update(static=static, asset_path=f"{settings.STATIC_URL}nhsuk/assets")
    env.globals.update(url=url, htmx_script=htmx_script)
    env.filters.update(
        day=words.day,
        moment=words.moment,
        clock=words.clock,
        ago=words.ago,
        count=words.count,
        paragraphs=words.paragraphs,
        sentence_list=words.sentence_list,
    )
    return env
