namespace SqueezeFlow.Architecture.Tests.Samples.Families.Children;

/// <summary>Knows the whole it belongs to.</summary>
public sealed record Child(Parent? Parent);
