using Orleans.Serialization.Cloning;

namespace SqueezeFlow.Grains;

/// <summary>
/// Views and records are never changed once made: within a silo, caller and grain share them. Copying them, as is the rule for arguments and answers
/// of grain calls, would write and read each as JSON.
/// </summary>
internal sealed class SharedRecords : IGeneralizedCopier
{
    public bool IsSupportedType(Type type) => GrainServices.IsCold(type);

    public object? DeepCopy(object? input, CopyContext context) => input;
}
