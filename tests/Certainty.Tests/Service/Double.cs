using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using SqueezeFlow.Interfaces.Registry;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Certainty.Tests.Service;

/// <summary>Stands for an interface of which the model needs a few methods.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "the runtime derives the proxy from it")]
internal class Double : DispatchProxy
{
    private Func<MethodInfo, object?[], object?> _answer = null!;

    public static T Of<T>(Func<MethodInfo, object?[], object?> answer)
        where T : class
    {
        var made = Create<T, Double>();
        ((Double)(object)made)._answer = answer;
        return made;
    }

    /// <summary>A grain factory that knows one symbol.</summary>
    public static IGrainFactory Grains(ISymbolGrain symbol)
    {
        var registry = Of<IRegistryGrain>(static (method, _) => method.Name == nameof(IRegistryGrain.AddSymbolsAsync)
            ? method.ReturnType == typeof(Task) ? Task.CompletedTask : default(ValueTask)
            : throw new NotSupportedException(method.Name));
        return Of<IGrainFactory>((method, _) =>
            method.ReturnType == typeof(ISymbolGrain) ? symbol
            : method.ReturnType == typeof(IRegistryGrain) ? registry
            : throw new NotSupportedException(method.ToString()));
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _answer(targetMethod!, args ?? []);
}
