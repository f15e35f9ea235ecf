namespace SqueezeFlow.Screen.Tests.Services;

/// <summary>Tests before the same running demo.</summary>
[CollectionDefinition]
public sealed class SameDemo : ICollectionFixture<DemoService>;
