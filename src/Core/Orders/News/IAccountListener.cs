namespace SqueezeFlow.Core.Orders.News;

/// <summary>Hears that something has happened on the account: a reason to look at it sooner, never to believe anything.</summary>
public interface IAccountListener
{
    /// <summary>Something has happened, or may have while nobody listened.</summary>
    Task OnStirredAsync(CancellationToken cancellationToken);
}
