using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Tests.Redis.Owners;

/// <summary>A database in which the first call of one script is held on its way, until it is let go.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "the runtime derives the proxy from it")]
internal class HeldDatabase : DispatchProxy
{
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IDatabase _real = null!;
    private string _script = "";

    /// <summary>Takes calls.</summary>
    public IDatabase Calls => (IDatabase)(object)this;

    /// <summary>The call is on its way.</summary>
    public Task Held => _held.Task;

    /// <summary>The call was carried out.</summary>
    public Task Done => _done.Task;

    public static HeldDatabase Of(IDatabase real, string script)
    {
        var made = (HeldDatabase)(object)Create<IDatabase, HeldDatabase>();
        (made._real, made._script) = (real, script);
        return made;
    }

    /// <summary>Lets it go.</summary>
    public void GoOn() => _goesOn.SetResult();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.ReturnType == typeof(Task<RedisResult>) && args!.Contains(_script) && _held.TrySetResult()
            ? HoldAsync(targetMethod, args!)
            : targetMethod.Invoke(_real, args);

    private async Task<RedisResult> HoldAsync(MethodInfo method, object?[] args)
    {
        await _goesOn.Task;
        var answer = await (Task<RedisResult>)method.Invoke(_real, args)!;
        _done.SetResult();
        return answer;
    }
}
