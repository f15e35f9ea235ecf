using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace SqueezeFlow.Storage.Tests.Redis.GrainState;

/// <summary>The activation that calls, as far as it can be told to end.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "the runtime derives the proxy from it")]
internal class CallingActivation : DispatchProxy
{
    private readonly List<DeactivationReason> _ends = [];

    /// <summary>Why it was told to end.</summary>
    public IReadOnlyList<DeactivationReason> Ends => _ends;

    public static CallingActivation Make() => (CallingActivation)(object)Create<IGrainContext, CallingActivation>();

    /// <summary>Says that it is the one that calls.</summary>
    public IGrainContextAccessor Accessor() => new Known((IGrainContext)(object)this);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name != nameof(IGrainContext.Deactivate))
        {
            throw new NotSupportedException(targetMethod.Name);
        }

        _ends.Add((DeactivationReason)args![0]!);
        return null;
    }

    private sealed record Known(IGrainContext GrainContext) : IGrainContextAccessor;
}
