namespace SqueezeFlow.Architecture.Tests.Samples.Goals;

/// <summary>What the sample types know.</summary>
public class Goal
{
    public static int Count { get; set; }

    public static int Of<T>() => typeof(T).Name.Length;
}
