//! Tables of sealed bytes that belong to a rush or to a render.

use incamera_gate::{Opens, Permit, Write};
use incamera_model::{DatumId, Term};
use incamera_rights::Kernel;
use incamera_store::{
    Col, Filing, Held, Reads, StoreError, Table, Transaction,
    rows::{pieces, reels},
};
use jiff::Timestamp;

/// What a row of sealed bytes says of itself.
#[derive(Clone, Debug)]
pub(crate) struct Slip {
    pub(crate) id: DatumId,
    pub(crate) of: DatumId,
    pub(crate) what: Term,
    pub(crate) place: u64,
    pub(crate) state: Term,
    pub(crate) made: Timestamp,
}

/// A table of such rows.
pub(crate) trait Shelf: Table {
    /// Adds a row.
    async fn add(
        unit: &Transaction,
        permit: &Permit<'_, Write>,
        slip: Slip,
        filing: Filing,
    ) -> Result<(), StoreError>;

    /// Writes a row anew.
    async fn write(unit: &Transaction, permit: &Permit<'_, Write>, slip: Slip) -> Result<(), StoreError>;

    /// What belongs to something, shut.
    async fn of(kernel: &Kernel, of: DatumId) -> Result<Vec<Held<Self>>, StoreError>
    where
        Self: Sized;

    /// What a row says.
    fn read<A: Opens>(held: &Held<Self>, permit: &Permit<'_, A>) -> Result<Slip, StoreError>
    where
        Self: Sized;
}

macro_rules! shelf {
    ($($name:ident),*) => {$(
        impl Shelf for $name::Entity {
            async fn add(
                unit: &Transaction,
                permit: &Permit<'_, Write>,
                slip: Slip,
                filing: Filing,
            ) -> Result<(), StoreError> {
                unit.insert::<Self>(permit, $name::Model::from(slip), filing).await
            }

            async fn write(
                unit: &Transaction,
                permit: &Permit<'_, Write>,
                slip: Slip,
            ) -> Result<(), StoreError> {
                unit.update::<Self>(permit, $name::Model::from(slip)).await
            }

            async fn of(kernel: &Kernel, of: DatumId) -> Result<Vec<Held<Self>>, StoreError> {
                kernel.store().naming::<Self>($name::Column::Of, &[of], kernel.now()).await
            }

            fn read<A: Opens>(held: &Held<Self>, permit: &Permit<'_, A>) -> Result<Slip, StoreError> {
                let row = held.open(permit)?;
                Ok(Slip {
                    id: *row.id,
                    of: *row.of,
                    what: row.what.0.clone(),
                    place: row.place.unsigned_abs(),
                    state: row.state.0.clone(),
                    made: *row.made,
                })
            }
        }

        impl From<Slip> for $name::Model {
            fn from(slip: Slip) -> Self {
                let Slip { id, of, what, place, state, made } = slip;
                Self {
                    id: Col(id),
                    of: Col(of),
                    what: Col(what),
                    place: Col(place as i64),
                    state: Col(state),
                    made: Col(made),
                }
            }
        }
    )*};
}

shelf!(pieces, reels);
