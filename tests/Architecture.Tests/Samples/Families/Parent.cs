using SqueezeFlow.Architecture.Tests.Samples.Families.Children;

namespace SqueezeFlow.Architecture.Tests.Samples.Families;

/// <summary>Knows its part.</summary>
public sealed record Parent(Child? Child);
