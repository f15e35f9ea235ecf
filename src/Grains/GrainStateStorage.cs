namespace SqueezeFlow.Grains;

/// <summary>The grain storage that the silo adds and every grain keeps its state in.</summary>
public static class GrainStateStorage
{
    /// <summary>Name of the provider.</summary>
    public const string Name = "state";
}
