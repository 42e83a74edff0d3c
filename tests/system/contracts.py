"""The contracts as an integrator has them: message classes and methods from the published descriptor set alone."""
import pathlib

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory


class Contracts:
    """Message classes by full name, and the request and answer of every method by its path."""

    def __init__(self, descriptor_set):
        files = descriptor_pb2.FileDescriptorSet.FromString(pathlib.Path(descriptor_set).read_bytes())
        self._pool = descriptor_pool.DescriptorPool()
        for file in files.file:
            self._pool.Add(file)
        self._factory = message_factory.MessageFactory(self._pool)
        # Without the classes of the extensions, options would be read as unknown fields.
        self._factory.GetMessages([file.name for file in files.file])
        self.services = [
            f"{file.package}.{service.name}"
            for file in files.file
            for service in file.service
            if file.package.startswith("clearbudget.")
        ]

    def message(self, name):
        """The class of a message, such as message("budget.v1.Budget")."""
        full_name = name if name.startswith("google.") else "clearbudget." + name
        return self._factory.GetPrototype(self._pool.FindMessageTypeByName(full_name))

    def method(self, name):
        """(path, request class, answer class) of a method, such as "budget.v1.BudgetService.GetBudget"."""
        service, _, method = ("clearbudget." + name).rpartition(".")
        found = self._pool.FindServiceByName(service).methods_by_name[method]
        return (
            f"/{service}/{method}",
            self._factory.GetPrototype(found.input_type),
            self._factory.GetPrototype(found.output_type),
        )

    def methods(self):
        """(name as method() takes it, descriptor) of every method."""
        for service in self.services:
            for method in self._pool.FindServiceByName(service).methods:
                yield f"{service.removeprefix('clearbudget.')}.{method.name}", method

    def option(self, descriptor, extension):
        """An option of a method or field, such as option(method, "clearbudget.type.v1.permission")."""
        options = descriptor.GetOptions()
        known = self._pool.FindMessageTypeByName(options.DESCRIPTOR.full_name)
        read = self._factory.GetPrototype(known).FromString(options.SerializeToString())
        return read.Extensions[self._pool.FindExtensionByName(extension)]
