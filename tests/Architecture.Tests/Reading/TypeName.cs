namespace SqueezeFlow.Architecture.Tests.Reading;

/// <summary>Name of a type that is nested in no other.</summary>
public readonly record struct TypeName(string Namespace, string Name);
