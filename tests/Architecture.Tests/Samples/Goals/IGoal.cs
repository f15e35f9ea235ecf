namespace SqueezeFlow.Architecture.Tests.Samples.Goals;

/// <summary>What the sample types know.</summary>
public interface IGoal;
