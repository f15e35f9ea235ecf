namespace SqueezeFlow.Architecture.Tests.Samples.Goals;

/// <summary>What the sample types know.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GoalAttribute : Attribute;
